package dev.wharfinger.registries.activity;

import static dev.wharfinger.api.Answers.isDone;
import static dev.wharfinger.api.Answers.isMessage;
import static dev.wharfinger.api.Answers.isOk;
import static dev.wharfinger.api.Answers.isP400;
import static dev.wharfinger.api.Answers.isP401;
import static dev.wharfinger.api.Answers.isP404;
import static dev.wharfinger.api.Answers.isText;
import static dev.wharfinger.api.Answers.json;
import static dev.wharfinger.registries.activity.Reports.delete;
import static dev.wharfinger.registries.activity.Reports.deleteTag;
import static dev.wharfinger.registries.activity.Reports.digest;
import static dev.wharfinger.registries.activity.Reports.envelope;
import static dev.wharfinger.registries.activity.Reports.event;
import static dev.wharfinger.registries.activity.Reports.mount;
import static dev.wharfinger.registries.activity.Reports.pull;
import static dev.wharfinger.registries.activity.Reports.push;
import static dev.wharfinger.registries.activity.Reports.report;
import static dev.wharfinger.registries.activity.Reports.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.wharfinger.api.Answers;
import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import dev.wharfinger.journey.Waiting;
import java.io.StringReader;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.util.io.pem.PemReader;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What registries report over HTTP, and what becomes of it. */
class ReceiveRegistryEventsApiTest {

  private static final Wharfinger SERVICE = Wharfinger.shared();
  private static final String NOTIFICATIONS = "/user/notifications";

  private final String organization = Scene.organizationOf(Viewer.ADM);
  private final String goods = repository(organization, "goods");
  private final Instant now = Instant.now().minusSeconds(1_000);

  private static String repository(String namespace, String name) {
    return Scene.repository(namespace, name, false).substring("/repository/".length());
  }

  private static String id() {
    return Wharfinger.fresh("event");
  }

  @Test
  void takesReportsOfWhoeverKnowsTheSecretAndOfNobodyElse() {
    String body = envelope(pull(id(), now, goods, "a"));
    isP401(send("", body));
    isP401(send("Bearer", body));
    isP401(send("Bearer what-only-registries-kno", body));
    isP401(send("Basic " + Wharfinger.REGISTRY_SECRET, body));
    isP401(send("Bearer a.b.c", body));
    isP401(Viewer.SU.sends(body).post("/registry/events"));
    isDone(send("bearer " + Wharfinger.REGISTRY_SECRET, body));
    isDone(send("Bearer " + Wharfinger.REGISTRY_SECRET, envelope()));
  }

  @Test
  void takesATokenThatAnApprovedServiceKeySignedForUs() throws Exception {
    String service = Wharfinger.fresh("registry").replace('-', '_');
    JsonNode made =
        json(
            Viewer.SU
                .sends("{\"service\": \"" + service + "\", \"expiration\": null}")
                .post("/superuser/keys"),
            200);
    String kid = made.get("kid").textValue();
    PrivateKey key = key(made.get("private_key").textValue());
    String body = envelope(pull(id(), now, goods, "a"));
    isDone(send("Bearer " + token(key, kid, service, "wharfinger", 5), body));
    isP401(send("Bearer " + token(key, kid, "another", "wharfinger", 5), body));
    isP401(send("Bearer " + token(key, kid, service, "somebody", 5), body));
    isP401(send("Bearer " + token(key, kid, service, "wharfinger", -5), body));
    isP401(send("Bearer " + token(key, kid, service, "wharfinger", 600), body));
    isP401(send("Bearer " + token(key, kid, service, "wharfinger", 500_000_000), body));
    isP401(send("Bearer " + token(key, Scene.serviceKey(), service, "wharfinger", 5), body));
    isDone(Viewer.SU.asks().delete("/superuser/keys/" + kid));
    isP401(send("Bearer " + token(key, kid, service, "wharfinger", 5), body));
  }

  private static PrivateKey key(String pem) throws Exception {
    try (PemReader reader = new PemReader(new StringReader(pem))) {
      byte[] pkcs8 =
          new PrivateKeyInfo(
                  new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption),
                  RSAPrivateKey.getInstance(reader.readPemObject().getContent()))
              .getEncoded();
      return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    }
  }

  private static String token(
      PrivateKey key, String kid, String issuer, String audience, int minutes) throws Exception {
    JwtClaims claims = new JwtClaims();
    claims.setIssuer(issuer);
    claims.setAudience(audience);
    claims.setExpirationTimeMinutesInTheFuture(minutes);
    JsonWebSignature signature = new JsonWebSignature();
    signature.setPayload(claims.toJson());
    signature.setKey(key);
    signature.setKeyIdHeaderValue(kid);
    signature.setHeader("typ", "JWT");
    signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
    return signature.getCompactSerialization();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}               | 'events' is a required property
          {"events": 5}    | 5 is not of type 'array'
          {"events": null} | None is not of type 'array'
          null             | Missing JSON body
          """)
  void refusesWhatIsNoEnvelope(String body, String text) {
    isP400(send("Bearer " + Wharfinger.REGISTRY_SECRET, body), text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "nonsense",
        "{\"events\": [{]}",
        "{\"events\": [{},]}",
        "{\"events\": [{\"id\": }]}"
      })
  void refusesWhatIsNoJson(String body) {
    isMessage(send("Bearer " + Wharfinger.REGISTRY_SECRET, body), 400, Answers.G400);
  }

  private JsonNode organizationView(String namespace) {
    return json(Viewer.ADM.asks().get("/organization/" + namespace), 200);
  }

  private JsonNode quotaReport(String namespace) {
    return organizationView(namespace).get("quota_report");
  }

  private void awaitBytes(String namespace, long bytes) {
    Waiting.until(
        namespace + " has " + bytes + " bytes",
        () -> quotaReport(namespace).get("quota_bytes").longValue() == bytes);
  }

  private JsonNode repo(String repository) {
    return json(Viewer.ADM.asks().get("/repository/" + repository + "?includeStats=true"), 200);
  }

  @Test
  void countsEachBlobOnceInItsNamespaceAndShowsTheTags() {
    var _ = Scene.beforeBackfill(organization, () -> organizationView(organization));
    String more = repository(organization, "more");
    report(
        push(id(), now, goods, "one", Map.of("base", 100L, "top", 20L)),
        push(id(), now.plusSeconds(1), more, "two", Map.of("base", 100L, "other", 3L)),
        mount(id(), now, more, "base", goods));
    awaitBytes(organization, 123);
    assertThat(quotaReport(organization).get("backfill_status").textValue()).isEqualTo("complete");
    JsonNode list =
        json(Viewer.ADM.asks().get("/repository?namespace=" + organization), 200)
            .get("repositories");
    assertThat(list.get(0).at("/quota_report/quota_bytes").longValue()).isEqualTo(120);
    assertThat(list.get(1).at("/quota_report/quota_bytes").longValue()).isEqualTo(103);
    JsonNode tag = repo(goods).at("/tags/one");
    assertThat(tag.get("size").longValue()).isEqualTo(120);
    assertThat(tag.get("manifest_digest").textValue()).isEqualTo(digest("one"));
    report(delete(id(), now.plusSeconds(9), goods, "one"));
    awaitBytes(organization, 103);
    assertThat(repo(goods).get("tags")).isEmpty();
    isDone(Viewer.ADM.asks().delete("/repository/" + more));
    awaitBytes(organization, 0);
  }

  @Test
  void tellsHowARepositoryIsUsed() {
    String name = Wharfinger.fresh("used");
    String used = repository(organization, name);
    Instant today = Instant.now().minusSeconds(2);
    Instant yesterday = today.minus(Duration.ofDays(1));
    report(
        push(id(), today.minusSeconds(1), used, "one", Map.of("base", 100L)),
        push(id(), today, used, "two", Map.of("base", 100L)),
        pull(id(), yesterday, used, "one"),
        pull(id(), yesterday, used, "one"),
        pull(id(), today.minus(Duration.ofDays(5)), used, "one"),
        pull(id(), today, used, "one"));
    Waiting.until("the uses are projected", () -> use(name).get("popularity").doubleValue() > 0);
    assertThat(use(name).get("last_modified").longValue()).isEqualTo(today.getEpochSecond());
    assertThat(use(name).get("popularity").doubleValue())
        .as("two of a day ago, one of the week before")
        .isCloseTo(2 * 0.010870 + 0.062815 / 6, within(0.00001));
    JsonNode found =
        json(Viewer.ADM.asks().get("/find/repositories?includeUsage=true&query=" + name), 200);
    assertThat(found.get("results"))
        .anySatisfy(each -> assertThat(each.get("popularity").doubleValue()).isGreaterThan(0.03));
    report(
        delete(id(), today.plusSeconds(1), used, "one"),
        delete(id(), today.plusSeconds(1), used, "two"));
    awaitBytes(organization, 0);
    assertThat(use(name).get("last_modified").isNull()).isTrue();
  }

  private JsonNode use(String name) {
    return json(
            Viewer.ADM
                .asks()
                .get("/repository?last_modified=true&popularity=true&namespace=" + organization),
            200)
        .get("repositories")
        .valueStream()
        .filter(each -> each.get("name").textValue().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void logsNoPullsOfANamespaceThatWantsNone() {
    isText(
        Viewer.ADM.sends("{\"name\": \"unpulled-goods\"}").post("/organization/"), 201, "Created");
    String quiet = "unpulled-goods/web";
    var _ = Scene.repository("unpulled-goods", "web", false);
    report(
        push(id(), now, quiet, "one", Map.of("base", 100L)),
        pull(id(), now.plusSeconds(1), quiet, "one"),
        deleteTag(id(), now.plusSeconds(2), quiet, "one"));
    Waiting.until("the reports are logged", () -> kindsOf(quiet).contains("delete_tag"));
    assertThat(kindsOf(quiet)).contains("push_repo").doesNotContain("pull_repo");
  }

  private static List<String> kindsOf(String repository) {
    List<String> kinds = new ArrayList<>();
    json(Viewer.ROSU.asks().get("/repository/%s/logs".formatted(repository)), 200)
        .get("logs")
        .forEach(entry -> kinds.add(entry.get("kind").textValue()));
    return kinds;
  }

  @Test
  void showsTheFirstTagsOfMany() {
    String[] pushes =
        IntStream.range(0, 500)
            .mapToObj(i -> push(id(), now, goods, "t%03d".formatted(i), Map.of("base", 100L)))
            .toArray(String[]::new);
    report(pushes);
    report(push(id(), now, goods, "t999", Map.of("base", 100L, "last", 1L)));
    awaitBytes(organization, 101);
    assertThat(Answers.keys(repo(goods).get("tags")))
        .hasSize(500)
        .contains("t000", "t499")
        .doesNotContain("t999");
  }

  /** Every order and every repetition of the same reports comes to the same end. */
  @Test
  void neitherOrderNorRepetitionMatters() {
    List<String> ends = new ArrayList<>();
    for (int seed = 0; seed < 6; seed++) {
      String name = "order" + seed;
      String repository = repository(organization, name);
      List<String> reports =
          new ArrayList<>(
              List.of(
                  push("p1" + name, now, repository, "a", Map.of("x", 1L, "y", 10L)),
                  delete("d1" + name, now.plusSeconds(1), repository, "a"),
                  push("p2" + name, now.plusSeconds(2), repository, "a", Map.of("x", 1L, "y", 10L)),
                  push("p3" + name, now, repository, "b", Map.of("y", 10L, "z", 100L)),
                  delete("d3" + name, now.plusSeconds(3), repository, "b"),
                  push("p4" + name, now, repository, "c", Map.of("z", 100L)),
                  event(
                      "e" + name,
                      now.plusMillis(500),
                      "delete",
                      "\"repository\": \"" + repository + "\""),
                  push("p5" + name, now, repository, "d", Map.of("x", 1L)),
                  push("p6" + name, now.plusSeconds(5), repository, "d", Map.of("x", 1L, "w", 9L)),
                  deleteTag("t" + name, now.plusSeconds(6), repository, "d")));
      reports.addAll(List.copyOf(reports).subList(0, 6));
      Collections.shuffle(reports, new Random(seed));
      reports.forEach(Reports::report);
      ends.add(repository);
    }
    for (String repository : ends) {
      Waiting.until(
          "all of " + repository,
          () ->
              json(Viewer.ADM.asks().get("/repository/" + repository + "/logs"), 200)
                      .get("logs")
                      .size()
                  == 11);
      assertThat(
              SERVICE.count(
                  "SELECT size_bytes FROM activity.repository_size s JOIN repository r"
                      + " ON r.id = s.repository WHERE r.name = ?",
                  repository.substring(organization.length() + 1)))
          .as(repository)
          .isEqualTo(1 + 10 + 9);
      assertThat(Answers.keys(repo(repository).get("tags"))).containsExactly("a");
    }
    awaitBytes(organization, 20);
  }

  @Test
  void writesUsageLogsOnceAndCountsThem() {
    String pushed = push(id(), now, goods, "v1", Map.of("x", 1L));
    String pulled = pull(id(), now.plusSeconds(1), goods, "v1");
    report(pushed, pulled, pulled);
    report(pulled, pushed, deleteTag(id(), now.plusSeconds(2), goods, "v1"));
    String logs = "/repository/" + goods + "/logs";
    Waiting.until(
        "the logs are there", () -> json(Viewer.ADM.asks().get(logs), 200).get("logs").size() >= 4);
    JsonNode entries = json(Viewer.ADM.asks().get(logs), 200).get("logs");
    assertThat(Scene.kinds(entries))
        .containsExactlyInAnyOrder("create_repo", "delete_tag", "pull_repo", "push_repo");
    JsonNode pull =
        entries
            .valueStream()
            .filter(entry -> entry.get("kind").textValue().equals("pull_repo"))
            .findFirst()
            .orElseThrow();
    assertThat(pull.get("metadata"))
        .isEqualTo(
            json(
                """
                {"repo": "goods", "namespace": "%s", "user-agent": "skopeo/1.14", "tag": "v1"}
                """
                    .formatted(organization)));
    assertThat(pull.get("ip").textValue()).isEqualTo("192.0.2.7");
    assertThat(pull.at("/performer/name").textValue()).isEqualTo("ada");
    JsonNode counts =
        json(Viewer.ADM.asks().get("/organization/" + organization + "/aggregatelogs"), 200)
            .get("aggregated");
    long pulls =
        counts
            .valueStream()
            .filter(count -> count.get("kind").textValue().equals("pull_repo"))
            .mapToLong(count -> count.get("count").longValue())
            .sum();
    assertThat(pulls).isOne();
    assertThat(
            SERVICE.count(
                "SELECT count(*) FROM (SELECT namespace, day, kind, sum(count) FROM every_usage_log_count"
                    + " GROUP BY 1, 2, 3 EXCEPT SELECT coalesce(namespace, 0),"
                    + " (time AT TIME ZONE 'UTC')::date, kind, count(*) FROM every_usage_log GROUP BY 1, 2, 3) x"
                    + " JOIN namespace n ON n.id = x.namespace WHERE n.name = ?",
                organization))
        .isZero();
  }

  @Test
  void warnsOnceForEachCrossing() {
    String quota = quota("Warning", 50);
    Viewer.OUT.arrives();
    var _ =
        json(
            Viewer.ADM.asks().put("/organization/" + organization + "/team/owners/members/olga"),
            200);
    report(push(id(), now, goods, "a", Map.of("big", 500L)));
    awaitBytes(organization, 500);
    report(push(id(), now, goods, "b", Map.of("small", 1L)));
    awaitBytes(organization, 501);
    assertThat(warnings()).isOne();
    String told = awaitTold(Viewer.ADM, "quota_warning");
    assertThat(awaitTold(Viewer.OUT, "quota_warning")).as("each has his own").isNotEqualTo(told);
    isOk(Viewer.ADM.sends("{\"dismissed\": true}").put(NOTIFICATIONS + "/" + told));
    awaitNothingTold(Viewer.ADM);
    report(delete(id(), now.plusSeconds(1), goods, "a"));
    awaitBytes(organization, 1);
    awaitNothingTold(Viewer.OUT);
    isP404(Viewer.ADM.asks().get(NOTIFICATIONS + "/" + told));
    report(push(id(), now.plusSeconds(2), goods, "a", Map.of("big", 500L)));
    awaitBytes(organization, 501);
    assertThat(warnings()).isEqualTo(2);
    String again = awaitTold(Viewer.ADM, "quota_warning");
    isDone(Viewer.ADM.asks().delete("/organization/" + organization + "/team/owners/members/olga"));
    awaitNothingTold(Viewer.OUT);
    JsonNode shown = json(Viewer.ADM.asks().get(NOTIFICATIONS + "/" + again), 200);
    assertThat(shown.get("organization").isNull()).isTrue();
    assertThat(shown.get("metadata"))
        .isEqualTo(json("{\"namespace\": \"%s\", \"limit_percent\": 50}".formatted(organization)));
    JsonNode entry =
        Scene.logs(organization)
            .valueStream()
            .filter(each -> each.get("kind").textValue().equals("quota_warning"))
            .findFirst()
            .orElseThrow();
    assertThat(Scene.metadata(entry))
        .isEqualTo(
            json(
                """
                {"kind": "quota_warning", "namespace": "%s", "limit_percent": 50,
                 "limit_bytes": 1000, "quota_bytes": 501}
                """
                    .formatted(organization)));
    isDone(Viewer.FSU.asks().delete(quota));
    awaitNothingTold(Viewer.ADM);
  }

  @Test
  void tellsOfManyLimitsInSeveralRecords() {
    String quota = quota("Reject", 100);
    for (int percent = 1; percent <= 100; percent++) {
      String limit = "{\"type\": \"Warning\", \"threshold_percent\": %d}".formatted(percent);
      isText(Viewer.FSU.sends(limit).post(quota + "/limit"), 201, "Created");
    }
    report(push(id(), now, goods, "a", Map.of("big", 1000L)));
    String reached =
        "SELECT %s FROM (SELECT count(DISTINCT t.quota_limit) AS n FROM notification t"
            + " JOIN quota_limit l ON l.id = t.quota_limit JOIN quota q ON q.id = l.quota"
            + " JOIN namespace o ON o.id = q.namespace WHERE o.name = ? GROUP BY t.seq) x";
    Waiting.until(
        "all limits are told",
        () -> SERVICE.count(reached.formatted("coalesce(sum(n), 0)"), organization) == 101);
    assertThat(SERVICE.count(reached.formatted("max(n)"), organization)).isEqualTo(100);
  }

  @Test
  void tellsWhenNothingMoreCanBePushed() {
    String quota = quota("Reject", 80);
    report(push(id(), now, goods, "a", Map.of("big", 800L)));
    String told = awaitTold(Viewer.ADM, "quota_error");
    assertThat(Scene.kinds(Scene.logs(organization))).contains("quota_error");
    isOk(Viewer.FSU.sends("{\"limit_bytes\": 2000}").put(quota));
    awaitNothingTold(Viewer.ADM);
    isP404(Viewer.ADM.asks().get(NOTIFICATIONS + "/" + told));
  }

  /** Gives the organization a quota of 1,000 bytes with one limit; where it is. */
  private String quota(String type, int percent) {
    String quotas = "/organization/" + organization + "/quota";
    isText(Viewer.FSU.sends("{\"limit_bytes\": 1000}").post(quotas), 201, "Created");
    String quota = quotas + "/" + json(Viewer.FSU.asks().get(quotas), 200).get(0).get("id");
    String limit = "{\"type\": \"%s\", \"threshold_percent\": %d}".formatted(type, percent);
    isText(Viewer.FSU.sends(limit).post(quota + "/limit"), 201, "Created");
    return quota;
  }

  /** Waits until somebody is told just this of the organization's quota; the notification's id. */
  private String awaitTold(Viewer viewer, String kind) {
    Waiting.until(
        "the one notification is " + kind,
        () -> told(viewer).findValuesAsText("kind").equals(List.of(kind)));
    return told(viewer).get(0).get("id").textValue();
  }

  private void awaitNothingTold(Viewer viewer) {
    Waiting.until("there is no notification", () -> told(viewer).isEmpty());
  }

  private ArrayNode told(Viewer viewer) {
    ArrayNode told = JsonNodeFactory.instance.arrayNode();
    json(viewer.asks().get(NOTIFICATIONS + "?limit=100"), 200)
        .get("notifications")
        .valueStream()
        .filter(each -> each.at("/metadata/namespace").asText().equals(organization))
        .forEach(told::add);
    return told;
  }

  private long warnings() {
    return SERVICE.count(
        "SELECT count(*) FROM activity.quota_notice q JOIN namespace n ON n.id = q.namespace"
            + " WHERE n.name = ?",
        organization);
  }

  @Test
  void feedsTheBuilds() {
    String uuid = Wharfinger.fresh("build");
    String later = build(uuid, now.plusSeconds(5), "complete", "[]");
    report(
        build(uuid, now.plusSeconds(1), "building", "[{\"position\": 1, \"message\": \"b\"}]"),
        later,
        build(uuid, now, "waiting", "[{\"position\": 0, \"message\": \"a\", \"type\": \"phase\"}]"),
        later);
    String path = "/superuser/" + uuid;
    Waiting.until(
        "the build is there", () -> Viewer.SU.asks().get(path + "/build").statusCode() == 200);
    Waiting.until(
        "the build is complete",
        () ->
            json(Viewer.SU.asks().get(path + "/build"), 200)
                .get("phase")
                .textValue()
                .equals("complete"));
    assertThat(json(Viewer.SU.asks().get(path + "/logs"), 200).get("logs"))
        .isEqualTo(json("[{\"message\": \"a\", \"type\": \"phase\"}, {\"message\": \"b\"}]"));
    isDone(Viewer.ADM.asks().delete("/repository/" + goods));
    assertThat(Viewer.SU.asks().get(path + "/build").statusCode()).isEqualTo(404);
  }

  private String build(String uuid, Instant at, String phase, String log) {
    return """
    {"id": "%s", "timestamp": "%s", "action": "build", "target": {"repository": "%s"},
     "build": {"uuid": "%s", "phase": "%s", "started": "%s", "display_name": "d", "log": %s,
      "trigger": {"id": "t-%s", "service": "github", "is_active": true}}}
    """
        .formatted(id(), at, goods, uuid, phase, now, log, uuid);
  }

  @Test
  void renamesAndDeletionsTakeAlongWhatWasReported() {
    report(push(id(), now, goods, "a", Map.of("x", 5L)));
    awaitBytes(organization, 5);
    String renamed = Wharfinger.fresh("renamed");
    assertThat(
            Viewer.SU
                .sends("{\"name\": \"" + renamed + "\"}")
                .put("/superuser/organizations/" + organization)
                .statusCode())
        .isEqualTo(200);
    awaitBytes(renamed, 5);
    isDone(Viewer.SU.asks().delete("/superuser/organizations/" + renamed));
    assertThat(
            SERVICE.count(
                "SELECT count(*) FROM activity.namespace_size s"
                    + " WHERE NOT EXISTS (SELECT FROM namespace n WHERE n.id = s.namespace)"))
        .isZero();
    assertThat(
            SERVICE.count(
                "SELECT count(*) FROM activity.manifest s"
                    + " WHERE NOT EXISTS (SELECT FROM repository n WHERE n.id = s.repository)"))
        .isZero();
  }
}
