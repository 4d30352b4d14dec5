package dev.wharfinger.api;

import static dev.wharfinger.api.Answers.isError;
import static dev.wharfinger.api.Answers.isP400;
import static dev.wharfinger.api.Answers.json;
import static dev.wharfinger.api.Wharfinger.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The longest text of every kind is taken, and the first character more is refused by its key. */
class StoredTextsApiTest {

  private static final String ORGANIZATION = Scene.organizationOf(Viewer.ADM);
  private static final String HOME = "/organization/" + ORGANIZATION;
  private static final String APPLICATION = Scene.application(ORGANIZATION);
  private static final String KEYS = "/superuser/keys";
  private static final String FOR_EVER = "\"expiration\": null";

  /** A request with a text of some kind. */
  private interface Sent {
    Response with(String text);
  }

  static Stream<Arguments> texts() {
    Scene.addTeam(ORGANIZATION, "crew", "member", "ada");
    return Stream.of(
        text("description", 65_536, body -> post("/repository", repository(body))),
        text(
            "description",
            65_536,
            body -> put(repository(), "{\"description\": \"" + body + "\"}")),
        text(
            "description",
            4_096,
            body ->
                put(
                    HOME + "/team/crew",
                    "{\"role\": \"member\", \"description\": \"" + body + "\"}")),
        text(
            "description",
            4_096,
            body -> put(HOME + "/robots/" + fresh("r"), "{\"description\": \"" + body + "\"}")),
        text(
            "description",
            4_096,
            body ->
                post(
                    HOME + "/applications",
                    "{\"name\": \"x\", \"description\": \"" + body + "\"}")),
        text(
            "application_uri",
            2_048,
            body ->
                post(
                    HOME + "/applications",
                    "{\"name\": \"x\", \"application_uri\": \"" + body + "\"}")),
        text(
            "redirect_uri",
            2_048,
            body ->
                post(
                    HOME + "/applications",
                    "{\"name\": \"x\", \"redirect_uri\": \"" + body + "\"}")),
        text(
            "avatar_email",
            254,
            body ->
                post(
                    HOME + "/applications",
                    "{\"name\": \"x\", \"avatar_email\": \"" + body + "\"}")),
        text("name", 255, body -> post(HOME + "/applications", "{\"name\": \"" + body + "\"}")),
        text(
            "redirect_uri",
            2_048,
            body ->
                put(
                    HOME + "/applications/" + APPLICATION,
                    "{\"name\": \"x\", \"application_uri\": \"\", \"redirect_uri\": \""
                        + body
                        + "\"}")),
        text(
            "description",
            4_096,
            body ->
                put(
                    HOME + "/applications/" + APPLICATION,
                    "{\"name\": \"x\", \"application_uri\": \"\", \"redirect_uri\": \"\", \"description\": \""
                        + body
                        + "\"}")),
        text(
            "name",
            255,
            body ->
                post(
                    HOME + "/applications/" + APPLICATION + "/tokens",
                    "{\"scope\": \"repo:read\", \"name\": \"" + body + "\"}")),
        text(
            "title",
            255,
            body ->
                post(
                    Scene.repository(ORGANIZATION, fresh("told"), false) + "/notification/",
                    "{\"event\": \"repo_push\", \"method\": \"slack\", \"config\": {\"url\": \"x\"}, \"eventConfig\": {}, \"title\": \""
                        + body
                        + "\"}")),
        text("title", 255, body -> post("/user/apptoken", "{\"title\": \"" + body + "\"}")),
        text("company", 255, body -> put("/user/", "{\"company\": \"" + body + "\"}")),
        text("given_name", 255, body -> put("/user/", "{\"given_name\": \"" + body + "\"}")),
        text("family_name", 255, body -> put("/user/", "{\"family_name\": \"" + body + "\"}")),
        text("location", 255, body -> put("/user/", "{\"location\": \"" + body + "\"}")),
        text(
            "invoice_email_address",
            254,
            body -> put("/user/", "{\"invoice_email_address\": \"" + body + "\"}")),
        text(
            "invoice_email_address",
            254,
            body -> put(HOME, "{\"invoice_email_address\": \"" + body + "\"}")),
        text(
            "tagPattern",
            255,
            body ->
                post(
                    HOME + "/autoprunepolicy/",
                    "{\"method\": \"number_of_tags\", \"value\": "
                        + fresh("").substring(1)
                        + ", \"tagPattern\": \""
                        + body
                        + "\"}")),
        text(
            "issuer",
            2_048,
            body ->
                post(
                    federation(),
                    "[{\"issuer\": \"https://" + body.substring(16) + "\", \"subject\": \"s\"}]")),
        text(
            "subject",
            255,
            body ->
                post(federation(), "[{\"issuer\": \"https://x\", \"subject\": \"" + body + "\"}]")),
        text(
            "content",
            16_384,
            body ->
                superuser()
                    .body(
                        "{\"message\": {\"media_type\": \"text/plain\", \"severity\": \"info\", \"content\": \""
                            + body
                            + "\"}}")
                    .post("/messages")),
        text(
            "name",
            255,
            body ->
                superuser()
                    .body(
                        "{\"service\": \"quay\", \"name\": \""
                            + body.replace("\ud83d\ude00", "x")
                            + "\", "
                            + FOR_EVER
                            + "}")
                    .post(KEYS)),
        text(
            "notes",
            4_096,
            body ->
                superuser()
                    .body("{\"service\": \"quay\", \"notes\": \"" + body + "\", " + FOR_EVER + "}")
                    .post(KEYS)),
        text(
            "notes",
            4_096,
            body ->
                superuser()
                    .body("{\"notes\": \"" + body + "\"}")
                    .post("/superuser/approvedkeys/" + Scene.serviceKey())),
        text(
            "name",
            255,
            body ->
                superuser()
                    .body("{\"name\": \"" + body.replace("\ud83d\ude00", "x") + "\"}")
                    .put(KEYS + "/" + Scene.serviceKey())));
  }

  private static Arguments text(String key, int most, Sent sent) {
    return Arguments.of(key, most, sent);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("texts")
  void refusesTheFirstCharacterTooMany(String key, int most, Sent sent) {
    isP400(
        sent.with("\ud83d\ude00".repeat(most + 1)),
        "'%s' must be at most %d characters".formatted(key, most));
    Response taken = sent.with("\ud83d\ude00".repeat(most));
    assertThat(taken.statusCode()).as(taken.asString()).isBetween(200, 204);
  }

  @Test
  void refusesTheFirstByteTooMany() {
    String robot = HOME + "/robots/" + fresh("r");
    String metadata = "{\"unstructured_metadata\": {\"a\":\"%s\"}}";
    isP400(
        put(robot, metadata.formatted("x".repeat(16_377))),
        "'unstructured_metadata' must be at most 16384 bytes");
    assertThat(put(robot, metadata.formatted("x".repeat(16_376))).statusCode()).isEqualTo(201);
    String key = "{\"service\": \"quay\", " + FOR_EVER + ", \"metadata\": {\"a\":\"%s\"}}";
    isP400(
        superuser().body(key.formatted("x".repeat(16_377))).post(KEYS),
        "'metadata' must be at most 16384 bytes");
    assertThat(superuser().body(key.formatted("x".repeat(16_376))).post(KEYS).statusCode())
        .isEqualTo(200);
    String notice =
        """
        {"event": "repo_push", "method": "slack", "config": {"url":"x%s"}, "eventConfig": {"b":"%s"}}
        """;
    String notices = Scene.repository(ORGANIZATION, fresh("told"), false) + "/notification/";
    isP400(
        post(notices, notice.formatted("x".repeat(16_374), "")),
        "'config' must be at most 16384 bytes");
    isP400(
        post(notices, notice.formatted("", "x".repeat(16_377))),
        "'eventConfig' must be at most 16384 bytes");
    assertThat(post(notices, notice.formatted("x".repeat(16_373), "x".repeat(16_376))).statusCode())
        .isEqualTo(201);
  }

  @Test
  void countsTheDigitsThatTheDatabaseWritesOut() {
    String kid = Scene.serviceKey();
    isP400(
        superuser().body(numbers("a", 60)).put(KEYS + "/" + kid),
        "'metadata' must be at most 16384 bytes");
    assertThat(superuser().body(numbers("a", 40)).put(KEYS + "/" + kid).statusCode())
        .isEqualTo(200);
    isP400(
        superuser().body(numbers("b", 40)).put(KEYS + "/" + kid),
        "'metadata' must be at most 16384 bytes");
  }

  private static String numbers(String key, int count) {
    return "{\"metadata\": {\"%s\": [%s1]}}".formatted(key, "1e308,".repeat(count));
  }

  @Test
  void countsTheMetadataOfAServiceKeyAfterMerging() {
    String kid = Scene.serviceKey();
    String half = "x".repeat(8_000);
    String more = "{\"metadata\": {\"%s\": \"%s\"}}";
    assertThat(superuser().body(more.formatted("a", half)).put(KEYS + "/" + kid).statusCode())
        .isEqualTo(200);
    assertThat(superuser().body(more.formatted("b", half)).put(KEYS + "/" + kid).statusCode())
        .isEqualTo(200);
    isP400(
        superuser().body(more.formatted("c", half)).put(KEYS + "/" + kid),
        "'metadata' must be at most 16384 bytes");
    JsonNode key = json(superuser().get(KEYS + "/" + kid), 200);
    assertThat(key.get("metadata").has("b")).isTrue();
    assertThat(key.get("metadata").has("c")).isFalse();
    assertThat(superuser().body(more.formatted("b", "x")).put(KEYS + "/" + kid).statusCode())
        .as("less is always taken")
        .isEqualTo(200);
  }

  @Test
  void refusesTheFirstItemTooMany() {
    isP400(post(federation(), identities(101)), "'body' must be at most 100 items");
    assertThat(post(federation(), identities(100)).statusCode()).isEqualTo(200);
  }

  private static String identities(int many) {
    StringBuilder identities = new StringBuilder("[");
    for (int i = 0; i < many; i++) {
      identities
          .append(i == 0 ? "" : ",")
          .append("{\"issuer\": \"https://x\", \"subject\": \"" + i + "\"}");
    }
    return identities.append("]").toString();
  }

  @Test
  void refusesALongParameterOfAnOAuthPage() {
    String address = "https://crane.example/" + "x".repeat(2_027);
    isError(
        Viewer.ADM
            .browser()
            .asks()
            .basePath("")
            .contentType(ContentType.URLENC)
            .body("client_id=" + APPLICATION + "&redirect_uri=" + address)
            .post("/oauth/authorizeapp"),
        400,
        "'redirect_uri' must be at most 2048 characters");
  }

  @Test
  void keepsTheBeginningOfAUserAgent() {
    String organization = Scene.organizationOf(Viewer.ADM);
    long before = agents();
    assertThat(
            Viewer.ADM
                .asks()
                .header("User-Agent", "agent-" + "x".repeat(5_000))
                .contentType(ContentType.JSON)
                .body("{\"role\": \"member\"}")
                .put("/organization/" + organization + "/team/crew")
                .statusCode())
        .isEqualTo(200);
    assertThat(agents()).as("nothing longer is kept").isEqualTo(before);
  }

  /** How many user agents are kept that are longer than what is kept of one. */
  private static long agents() {
    return Wharfinger.shared()
        .count("SELECT count(*) FROM every_usage_log WHERE length(metadata ->> 'useragent') > 512");
  }

  @Test
  void keepsTheBeginningOfALongLogValue() {
    String organization = Scene.organizationOf(Viewer.ADM);
    Scene.addTeam(organization, "crew", "member", "ada");
    String text = "\ud83d\ude00".repeat(2_049);
    assertThat(
            put(
                    "/organization/" + organization + "/team/crew",
                    "{\"role\": \"member\", \"description\": \"" + text + "\"}")
                .statusCode())
        .isEqualTo(200);
    assertThat(Scene.lastLog(organization).get("description").textValue())
        .isEqualTo("\ud83d\ude00".repeat(2_048) + "\u2026");
  }

  private static String repository(String description) {
    return "{\"namespace\": \"%s\", \"repository\": \"%s\", \"visibility\": \"private\", \"description\": \"%s\"}"
        .formatted(ORGANIZATION, fresh("repo"), description);
  }

  private static String repository() {
    return Scene.repository(ORGANIZATION, fresh("repo"), false);
  }

  private static String federation() {
    String name = fresh("fed");
    var _ = Scene.robot(ORGANIZATION, name);
    return HOME + "/robots/" + name + "/federation";
  }

  private static Response post(String path, String body) {
    return Viewer.ADM.sends(body).post(path);
  }

  private static Response put(String path, String body) {
    return Viewer.ADM.sends(body).put(path);
  }

  private static RequestSpecification superuser() {
    return Viewer.SU.asks().contentType(ContentType.JSON);
  }
}
