package dev.wharfinger.records.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.wharfinger.accounts.application.ApplicationEvent;
import dev.wharfinger.accounts.organization.OrganizationEvent;
import dev.wharfinger.accounts.team.TeamEvent;
import dev.wharfinger.accounts.team.TeamRole;
import dev.wharfinger.accounts.user.UserEvent;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.OrganizationId;
import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.platform.id.TeamId;
import dev.wharfinger.platform.journal.Actor;
import dev.wharfinger.platform.journal.ApprovedEvents;
import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.EveryArea;
import dev.wharfinger.platform.journal.Frames;
import dev.wharfinger.platform.journal.JournalFrame;
import dev.wharfinger.platform.vault.Personal;
import dev.wharfinger.registries.servicekey.ServiceKeyEvent;
import dev.wharfinger.repositories.permission.PermissionEvent;
import dev.wharfinger.repositories.repository.RepositoryEvent;
import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class AuditEventsTest {

  private static final OrganizationId ACME = new OrganizationId(2);
  private static final TeamId CREW = new TeamId(7);
  private static final TeamId OWNERS = new TeamId(6);
  private static final TeamId OTHER_TEAM = new TeamId(8);
  private static final AccountId BOB = new AccountId(5);
  private static final AccountId ROOT_ID = new AccountId(1);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final SecretKey DIGESTS = new SecretKeySpec(new byte[32], "HmacSHA256");
  private static final UUID ANN = UUID.fromString("11111111-1111-4111-8111-111111111111");
  private static final UUID ID = UUID.fromString("22222222-2222-4222-8222-222222222222");
  private static final Actor ROOT =
      new Actor(ROOT_ID, known("root"), known("192.0.2.7"), known("curl/8"), 5L, "CLIENT", "crane");

  private final Frames journal = new Frames();
  private final AuditedEntities entities = new AuditedEntities();
  private AuditEvents events = told(true);

  @Test
  void everyMessageOfEverySampleIsAsTheDocumentSays() {
    FeedConsumer consumer = new FeedConsumer();
    List<String> types = new ArrayList<>();
    for (Event sample : ApprovedEvents.SAMPLES.values()) {
      for (AuditEvents.Message message : tell(journal.record(ROOT, sample))) {
        ProducerRecord<String, byte[]> record =
            KafkaMessageFactory.<String>createWriter("topic", message.key())
                .writeBinary(message.event());
        Map<String, String> headers = new HashMap<>();
        record
            .headers()
            .forEach(it -> headers.put(it.key(), new String(it.value(), StandardCharsets.UTF_8)));
        FeedConsumer.Received received =
            consumer.take(0, record.key(), headers, json(record.value()));
        assertThat(received.faults()).as("%s %s", headers, received.payload()).isEmpty();
        types.add(received.header("ce_type"));
      }
    }
    assertThat(types).containsExactlyInAnyOrderElementsOf(consumer.types());
  }

  @Test
  void theLargestEventOfEachKindFitsBeforeAndAfter() throws ReflectiveOperationException {
    for (Event sample : ApprovedEvents.SAMPLES.values()) {
      Event largest = (Event) inflated(sample, "x");
      Event another = (Event) inflated(sample, "y");
      for (AuditEvents.Message message :
          tell(journal.record(ROOT, largest), journal.record(ROOT, another))) {
        assertThat(message.event().getData().toBytes())
            .as(message.event().getType())
            .hasSizeLessThanOrEqualTo(MessageBytes.MAX);
      }
    }
  }

  /** The same with the longest texts that there may be in the place of all texts. */
  private static Object inflated(Object value, String letter) throws ReflectiveOperationException {
    if (value instanceof String text) {
      return text.startsWith("{") ? text : letter.repeat(65_536);
    }
    if (value instanceof Personal.Known personal) {
      return new Personal.Known((String) inflated(personal.value(), letter), personal.key());
    }
    if (value instanceof List<?> list) {
      List<Object> all = new ArrayList<>();
      for (Object each : list) {
        all.add(inflated(each, letter));
      }
      return all;
    }
    if (!(value instanceof Record)) {
      return value;
    }
    var components = value.getClass().getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      components[i].getAccessor().setAccessible(true);
      Object part = components[i].getAccessor().invoke(value);
      values[i] = part == null ? null : inflated(part, letter);
    }
    var constructor = value.getClass().getDeclaredConstructor(types);
    constructor.setAccessible(true);
    return constructor.newInstance(values);
  }

  @Test
  void theDocumentWouldFindAMistake() {
    FeedConsumer consumer = new FeedConsumer();
    AuditEvents.Message message = only(new TeamEvent.TeamDeleted(ACME, CREW, "crew"));
    Map<String, String> headers = new HashMap<>(Map.of("ce_type", message.event().getType()));
    JsonNode data = data(message);
    ((com.fasterxml.jackson.databind.node.ObjectNode) data.get("event")).put("team", "seven");
    assertThat(consumer.take(0, "a key", headers, data).faults())
        .anyMatch(fault -> fault.contains("kafka/key"))
        .anyMatch(fault -> fault.contains("ce_id"))
        .anyMatch(fault -> fault.contains("team") && fault.contains("integer"));
  }

  @Test
  void saysWhoDidItFromWhereAndThroughWhat() {
    JsonNode actor = data(only(new TeamEvent.TeamDeleted(ACME, CREW, "crew"))).get("actor");
    assertThat(actor)
        .isEqualTo(
            json(
                "{\"account\":1,\"name\":\"root\",\"address\":\"192.0.2.7\",\"userAgent\":\"curl/8\",\"token\":5,\"clientId\":\"CLIENT\",\"application\":\"crane\"}"));
  }

  @Test
  void eachFieldThatDiffersHasBeforeAndAfter() {
    tellAll(
        organization(),
        new TeamEvent.TeamCreated(ACME, CREW, "crew", TeamRole.MEMBER, "Loads"),
        new TeamEvent.TeamRoleChanged(ACME, CREW, "crew", TeamRole.CREATOR));
    assertThat(changes(new TeamEvent.TeamRoleChanged(ACME, CREW, "crew", TeamRole.ADMIN)))
        .isEqualTo(
            json(
                "[{\"entity\":\"team/7\",\"action\":\"changed\",\"fields\":{\"role\":{\"before\":\"CREATOR\",\"after\":\"ADMIN\"}}}]"));
    assertThat(changes(new TeamEvent.TeamRoleChanged(ACME, CREW, "crew", TeamRole.ADMIN)))
        .as("set to what it was")
        .isEmpty();
    assertThat(changes(new TeamEvent.TeamDeleted(ACME, CREW, "crew")).toString())
        .contains(
            "\"action\":\"deleted\"", "\"description\":{\"before\":\"Loads\",\"after\":null}");
    assertThat(entities.find("team/7")).isEmpty();
  }

  @Test
  void whatAnEventImpliesIsABeforeOfLaterOnes() {
    tellAll(organization());
    JsonNode described =
        changes(new TeamEvent.TeamDescriptionChanged(ACME, OWNERS, "owners", "Run the place"));
    assertThat(described.at("/0/fields/description"))
        .isEqualTo(json("{\"before\":\"\",\"after\":\"Run the place\"}"));
    JsonNode disabled = changes(new UserEvent.UserDisabled(new AccountId(9), known("bob")));
    assertThat(disabled.at("/0/fields/enabled"))
        .as("nobody said so before")
        .isEqualTo(json("{\"before\":null,\"after\":false}"));
    JsonNode enabled = changes(new UserEvent.UserEnabled(new AccountId(9), known("bob")));
    assertThat(enabled.at("/0/fields/enabled"))
        .isEqualTo(json("{\"before\":false,\"after\":true}"));
  }

  @Test
  void whatGoesWithAMemberIsListed() {
    PermissionEvent.RepositoryRef place =
        new PermissionEvent.RepositoryRef(
            new RepositoryId(11), "web", new AccountId(2), known("acme"));
    PermissionEvent.RepositoryRef elsewhere =
        new PermissionEvent.RepositoryRef(
            new RepositoryId(12), "web", new AccountId(3), known("dock"));
    RepositoryEvent.Role read = RepositoryEvent.Role.READ;
    tellAll(
        organization(),
        new TeamEvent.TeamCreated(ACME, CREW, "crew", TeamRole.MEMBER, ""),
        new TeamEvent.TeamCreated(ACME, OTHER_TEAM, "gone", TeamRole.MEMBER, ""),
        new TeamEvent.TeamMemberAdded(ACME, CREW, "crew", 20, BOB, known("bob")),
        new TeamEvent.TeamMemberAdded(ACME, OTHER_TEAM, "gone", 21, BOB, known("bob")),
        new TeamEvent.TeamDeleted(ACME, OTHER_TEAM, "gone"),
        new PermissionEvent.AccountPermissionSet(place, 30, BOB, known("bob"), read),
        new PermissionEvent.AccountPermissionSet(elsewhere, 31, BOB, known("bob"), read));
    JsonNode changes = changes(new TeamEvent.OrganizationMemberRemoved(ACME, BOB));
    assertThat(changes.findValuesAsText("entity"))
        .containsExactlyInAnyOrder("team-member/7/5", "account-permission/11/5");
    assertThat(changes.findValuesAsText("action")).containsOnly("deleted");
    assertThat(entities.find("account-permission/12/5")).isPresent();
  }

  @Test
  void secretsAreDigestsThatTellOnlyThatTheyChanged() {
    tellAll(organization());
    String created =
        changes(
                new ApplicationEvent.ApplicationCreated(
                    4, ACME, "CLIENT", known("s3cret-one"), "crane", null, null, null, null))
            .toString();
    String reset =
        changes(
                new ApplicationEvent.ApplicationSecretReset(
                    4, ACME, "CLIENT", "crane", known("s3cret-two")))
            .toString();
    assertThat(created + reset).doesNotContain("s3cret").contains(Shown.DIGEST);
    JsonNode fields = json(reset).at("/0/fields/clientSecret");
    assertThat(fields.get("before")).isNotEqualTo(fields.get("after"));
    assertThat(json(created).at("/0/fields/clientSecret/after")).isEqualTo(fields.get("before"));
    String grants =
        data(only(Objects.requireNonNull(ApprovedEvents.SAMPLES.get("repository-created.v1"))))
            .toString();
    assertThat(grants).contains("\"statusToken\":\"" + Shown.DIGEST);
  }

  @Test
  void personalDataAreShownUnlessTheOperatorWantsDigests() {
    Event event = new UserEvent.UserEmailChanged(BOB, known("b@x.org"), known("a@x.org"), ID);
    assertThat(data(only(event)).toString()).contains("b@x.org", "a@x.org", "192.0.2.7");
    events = told(false);
    assertThat(data(only(event)).toString())
        .doesNotContain("x.org", "192.0.2.7", "root")
        .contains(Shown.DIGEST);
  }

  @Test
  void whoIsDeletedIsNotNamedAnyMore() {
    tellAll(
        new UserEvent.UserCreated(
            BOB,
            known("bob"),
            ANN,
            known("b@x.org"),
            ID,
            known("hash"),
            true,
            1,
            UserEvent.Origin.INSTALLED));
    assertThat(entities.find("account/5").orElseThrow().fields().toString())
        .as("kept sealed")
        .doesNotContain("bob", "x.org");
    String deleted = data(only(new UserEvent.UserDeleted(BOB, known("bob"), ANN))).toString();
    assertThat(deleted).doesNotContain("bob", "x.org").contains("(erased)");
    assertThat(entities.find("account/5")).isEmpty();
  }

  @Test
  void isFiledUnderTheAccountThatItBelongsTo() {
    tellAll(organization());
    assertThat(only(new TeamEvent.TeamDeleted(ACME, OWNERS, "owners")).key()).isEqualTo("2");
    tellAll(
        new ApplicationEvent.AccessTokenIssued(
            40, ID, BOB, null, "repo:read", java.time.Instant.EPOCH));
    AuditEvents.Message revoked = only(new ApplicationEvent.AccessTokenRevoked(40, ID));
    assertThat(revoked.key()).as("as what it is about").isEqualTo("5");
    assertThat(revoked.event().getSubject()).isEqualTo("access-token/40");
    AuditEvents.Message lapsed = only(new ServiceKeyEvent.ServiceKeyLapsed(9, "kid"));
    assertThat(lapsed.key()).isEqualTo("registry");
  }

  @Test
  void metadataOfAServiceKeyAreLaidOverThoseBefore() {
    tellAll(
        new ServiceKeyEvent.ServiceKeyCreated(
            9, "kid", "quay", "ci", "{}", "{\"a\":1,\"b\":1}", null, ROOT_ID));
    Event modified =
        new ServiceKeyEvent.ServiceKeyModified(
            9, "kid", "quay", "ci", "{\"b\":2}", null, false, null, ROOT_ID);
    assertThat(changes(modified).at("/0/fields/metadata/after").textValue())
        .isEqualTo("{\"a\":1,\"b\":2}");
  }

  @Test
  void idsAndChainFollowFromTheJournal() {
    JournalFrame first = journal.record(ROOT, organization());
    JournalFrame second =
        journal.record(
            ROOT,
            new TeamEvent.TeamCreated(ACME, CREW, "crew", TeamRole.MEMBER, ""),
            new TeamEvent.TeamDeleted(ACME, CREW, "crew"));
    List<AuditEvents.Message> told = tell(first, second);
    AuditedEntities before = new AuditedEntities();
    List<AuditEvents.Message> again = events.of(List.of(first, second), before, journal.keys());
    assertThat(again.stream().map(it -> it.event().getId()))
        .containsExactly(first.hash() + "-0", second.hash() + "-0", second.hash() + "-1");
    assertThat(again).as("the same once more").isEqualTo(told);
    CloudEvent last = told.getLast().event();
    assertThat(last.getExtension("journalprevhash")).isEqualTo(first.hash());
    assertThat(last.getExtension("journalhash")).isEqualTo(second.hash());
    assertThat(last.getExtension("journalseq")).isEqualTo("2");
    assertThat(last.getExtension("journalcount")).isEqualTo("2");
  }

  private static Event organization() {
    return new OrganizationEvent.OrganizationCreated(
        ACME, "acme", ID, null, ID, OWNERS, 16, ROOT_ID, 86_400);
  }

  private static AuditEvents told(boolean personal) {
    return new AuditEvents(
        EveryArea.AREAS, Frames.CODEC, "/wharfinger/test", () -> DIGESTS, personal);
  }

  private static Personal known(String value) {
    return new Personal.Known(value, ANN);
  }

  private void tellAll(Event... all) {
    for (Event event : all) {
      assertThat(tell(journal.record(ROOT, event))).hasSize(1);
    }
  }

  private List<AuditEvents.Message> tell(JournalFrame... frames) {
    return events.of(List.of(frames), entities, journal.keys());
  }

  private AuditEvents.Message only(Event event) {
    return tell(journal.record(ROOT, event)).getFirst();
  }

  private JsonNode changes(Event event) {
    return data(only(event)).get("changes");
  }

  private static JsonNode data(AuditEvents.Message message) {
    return json(Objects.requireNonNull(message.event().getData()).toBytes());
  }

  private static JsonNode json(String text) {
    return json(text.getBytes(StandardCharsets.UTF_8));
  }

  private static JsonNode json(byte[] bytes) {
    try {
      return JSON.readTree(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
