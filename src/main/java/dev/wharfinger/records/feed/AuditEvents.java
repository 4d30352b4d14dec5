package dev.wharfinger.records.feed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.journal.Areas;
import dev.wharfinger.platform.journal.AuditTrail;
import dev.wharfinger.platform.journal.JournalFrame;
import dev.wharfinger.platform.journal.RecordCodec;
import dev.wharfinger.platform.json.JsonFactories;
import dev.wharfinger.records.feed.AuditedEntities.Entity;
import dev.wharfinger.records.feed.AuditedEntities.Needs;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Creates a CloudEvent for every event of a valid record: who did it, what happened, and each field
 * before and after. The same record always gives the same ids.
 *
 * @param source of the events, one per installation
 * @param digests the key for digests of values that belong to no subject
 * @param personal whether personal data are shown
 */
record AuditEvents(
    Areas areas, RecordCodec codec, String source, Supplier<SecretKey> digests, boolean personal) {

  /** The prefix of an event's name in {@code ce_type}. */
  static final String TYPE = "dev.wharfinger.";

  /** The subject and Kafka key for what belongs to no account. */
  static final String REGISTRY = "registry";

  private static final ObjectMapper JSON = JsonFactories.mapper();

  /**
   * A CloudEvent to be sent.
   *
   * @param key events with the same key keep their order
   */
  record Message(String key, CloudEvent event) {}

  /** The state needed to describe these records. */
  Needs needs(List<JournalFrame> frames) {
    Set<String> names = new HashSet<>();
    Set<Set<String>> groups = new HashSet<>();
    for (JournalFrame frame : frames) {
      for (RecordCodec.Stored stored : codec.events(frame)) {
        AuditTrail trail = areas.audit(stored.event());
        trail.account().ifPresent(account -> names.add("account/" + account.value()));
        for (AuditTrail.Step step : trail.steps()) {
          switch (step) {
            case AuditTrail.Put put -> names.add(put.entity().name());
            case AuditTrail.End end -> names.add(end.entity().name());
            case AuditTrail.EndAll all -> groups.add(ownersOf(all));
          }
        }
      }
    }
    return new Needs(names, groups);
  }

  /**
   * The CloudEvents of these records, in order.
   *
   * @param entities their state before the records; updated to the state after them
   * @param found the keys of subjects that are not erased
   */
  List<Message> of(
      List<JournalFrame> frames, AuditedEntities entities, Map<UUID, SecretKey> found) {
    Map<UUID, SecretKey> keys = new HashMap<>(found);
    List<Message> messages = new ArrayList<>();
    for (JournalFrame frame : frames) {
      List<RecordCodec.Stored> events = codec.events(frame);
      // Whether the key is already destroyed depends on timing, so the deletion shows no values.
      events.stream().flatMap(stored -> stored.event().erasedKey().stream()).forEach(keys::remove);
      Shown shown = new Shown(keys, digests.get(), personal);
      for (int index = 0; index < events.size(); index++) {
        messages.add(message(frame, events, index, entities, shown));
      }
    }
    return messages;
  }

  private Message message(
      JournalFrame frame,
      List<RecordCodec.Stored> events,
      int index,
      AuditedEntities entities,
      Shown shown) {
    RecordCodec.Stored stored = events.get(index);
    ObjectNode record = frame.body();
    ObjectNode event = placed(stored.data(), record);
    AuditTrail trail = areas.audit(stored.event());
    Long namespace =
        trail.account().isPresent()
            ? Long.valueOf(trail.account().get().value())
            : namespaceOfFirst(trail, entities);
    ObjectNode data = JSON.createObjectNode();
    data.put("seq", frame.seq()).put("index", index).put("count", events.size());
    data.put("command", record.path("commandId").asText());
    data.set("actor", shown.show("actor", placed((ObjectNode) record.get("actor"), record)));
    JsonNode before = namespace(namespace, entities, shown);
    data.set("event", shown.show("event", event));
    data.set("changes", changes(trail, namespace, entities, shown));
    data.set("namespace", before.isNull() ? namespace(namespace, entities, shown) : before);
    CloudEventBuilder cloudEvent =
        CloudEventBuilder.v1()
            .withId(frame.hash() + "-" + index)
            .withSource(java.net.URI.create(source))
            .withType(TYPE + stored.name())
            .withSubject(subject(trail, namespace))
            .withTime(OffsetDateTime.parse(record.path("time").asText()))
            .withDataContentType("application/json")
            .withExtension("journalseq", Long.toString(frame.seq()))
            .withExtension("journalindex", Integer.toString(index))
            .withExtension("journalcount", Integer.toString(events.size()))
            .withExtension("journalhash", frame.hash())
            .withExtension("journalprevhash", frame.prevHash())
            .withExtension("correlationid", record.path("correlationId").asText())
            .withData(MessageBytes.of(data));
    if (record.path("causationId").isTextual()) {
      cloudEvent = cloudEvent.withExtension("causationid", record.path("causationId").asText());
    }
    return new Message(namespace == null ? REGISTRY : Long.toString(namespace), cloudEvent.build());
  }

  /** Sealed values can only be opened with the context that they were sealed for. */
  private static ObjectNode placed(ObjectNode tree, ObjectNode record) {
    ObjectNode placed = tree.deepCopy();
    placed
        .findParents("sealed")
        .forEach(sealed -> ((ObjectNode) sealed).put("context", record.path("commandId").asText()));
    return placed;
  }

  private static @Nullable Long namespaceOfFirst(AuditTrail trail, AuditedEntities entities) {
    return named(trail)
        .flatMap(name -> entities.find(name).stream())
        .findFirst()
        .map(Entity::namespace)
        .orElse(null);
  }

  /** The entities mentioned by the event, in order. */
  private static Stream<String> named(AuditTrail trail) {
    return trail.steps().stream()
        .flatMap(step ->
            switch (step) {
              case AuditTrail.Put put -> Stream.of(put.entity().name());
              case AuditTrail.End end -> Stream.of(end.entity().name());
              case AuditTrail.EndAll _ -> Stream.empty();
            });
  }

  private static Set<String> ownersOf(AuditTrail.EndAll all) {
    return all.owners().stream().map(AuditTrail.Entity::name).collect(Collectors.toSet());
  }

  private static JsonNode namespace(
      @Nullable Long namespace, AuditedEntities entities, Shown shown) {
    return namespace == null
        ? NullNode.getInstance()
        : entities
            .find("account/" + namespace)
            .<JsonNode>map(account ->
                JSON.createObjectNode()
                    .put("account", namespace)
                    .set("name", shown.show("name", account.fields().path("name"))))
            .orElseGet(NullNode::getInstance);
  }

  private static String subject(AuditTrail trail, @Nullable Long namespace) {
    return named(trail)
        .findFirst()
        .orElseGet(() -> namespace == null ? REGISTRY : "account/" + namespace);
  }

  private ArrayNode changes(
      AuditTrail trail, @Nullable Long namespace, AuditedEntities entities, Shown shown) {
    ArrayNode changes = JSON.createArrayNode();
    for (AuditTrail.Step step : trail.steps()) {
      switch (step) {
        case AuditTrail.Put put ->
            Change.put(put, codec, namespace, entities, shown).addTo(changes);
        case AuditTrail.End end -> Change.end(end.entity().name(), entities, shown).addTo(changes);
        case AuditTrail.EndAll all ->
            entities
                .childrenOf(ownersOf(all), all.kinds())
                .forEach(one -> Change.end(one.name(), entities, shown).addTo(changes));
      }
    }
    return changes;
  }
}
