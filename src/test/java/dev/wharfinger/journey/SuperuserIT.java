package dev.wharfinger.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.local.LocalStack;
import dev.wharfinger.local.ServiceProcess;
import dev.wharfinger.local.StackAddresses;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What superusers do to users, organizations and quotas, and what the logs say of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SuperuserIT {

  private static final String ROOT = "/api/v1/";
  private static final String USERS = ROOT + "superuser/users/";
  private static final String ORGANIZATIONS = ROOT + "superuser/organizations/";

  private final StackAddresses.Isolated place = LocalStack.freshDatabase();
  private final ServiceProcess service =
      Instances.start(
          Path.of("target", "superuser-it"),
          place,
          Map.of(
              "FEATURE_SUPERUSERS_FULL_ACCESS", "true",
              "FEATURE_OAUTH_PASSWORD_GRANT", "true",
              "SUPER_USERS", "admin,boss"));
  private final ApiClient admin = ApiClient.ofFirstUser(service.baseUrl());

  @BeforeAll
  void createABoss() {
    var _ = createUser("boss");
  }

  @AfterAll
  void stop() {
    admin.close();
    service.close();
  }

  @Test
  void changesAUserAndShowsHimAsHeIs() throws Exception {
    String password = createUser("carla");
    ApiClient carla = admin.as("carla", password);
    assertThat(carla.get(ROOT + "user/").is(200)).isTrue();

    Reply changed =
        admin.put(
            USERS + "carla",
            Map.of("password", "new-password", "email", "c@example.com", "enabled", false));
    assertThat(changed.is(200)).as("%s", changed).isTrue();
    assertThat(changed.body().path("email").asText()).isEqualTo("c@example.com");
    assertThat(changed.body().path("enabled").booleanValue()).isFalse();
    assertThat(changed.body().path("verified").booleanValue()).isTrue();
    assertThat(changed.body().path("encrypted_password").asText()).isNotEmpty();
    assertThat(carla.get(ROOT + "user/").is(401)).as("a disabled user's token").isTrue();

    Reply enabled = admin.put(USERS + "carla", Map.of("enabled", true, "superuser", true));
    assertThat(enabled.body().path("enabled").booleanValue()).isTrue();
    assertThat(enabled.body().path("super_user").booleanValue()).isFalse();
    assertThat(enabled.body().has("encrypted_password")).isFalse();
    assertThat(carla.get(ROOT + "user/").is(200)).as("the same token again").isTrue();
    assertThat(admin.as("carla", "new-password").get(ROOT + "user/").is(200)).isTrue();
    assertThat(admin.put(USERS + "carla", Map.of()).body()).isEqualTo(enabled.body());

    assertThat(kinds(admin.get(ROOT + "superuser/logs")))
        .contains("user_change_password", "user_change_email", "user_disable", "user_enable");
    assertThat(carla.put(USERS + "carla", Map.of()).is(403)).isTrue();
    assertThat(admin.asNobody().put(USERS + "carla", Map.of("enabled", 1)).is(401)).isTrue();
  }

  @Test
  void rebuildsTheReadModelsBesideThePublicApi() throws Exception {
    String password = createUser("erik");
    long docks = restoredOrganization("docks");
    String rebuild = "/operator/rebuild";
    String management = service.managementUrl();
    ApiClient operator = admin.at(management);
    assertThat(operator.asNobody().post(rebuild, Map.of()).is(401)).isTrue();
    assertThat(admin.as("erik", password).at(management).post(rebuild, Map.of()).is(403)).isTrue();
    assertThat(admin.post(rebuild, Map.of()).is(404)).as("on the public port").isTrue();
    assertThat(operator.delete(rebuild).is(405)).isTrue();
    assertThat(operator.get("/operator/nothing").is(404)).isTrue();

    assertThat(operator.post(rebuild, Map.of()).is(202)).isTrue();
    Waiting.until("the rebuild is over", () -> !status(operator.get(rebuild)).equals("running"));
    JsonNode done = operator.get(rebuild).body();
    assertThat(done.path("status").asText()).as("%s", done).isEqualTo("done");
    assertThat(done.path("switched").booleanValue()).isTrue();
    assertThat(done.path("tables").findValues("equal")).isNotEmpty().allMatch(JsonNode::asBoolean);
    assertThat(admin.as("erik", password).get(ROOT + "user/").is(200)).as("he is there").isTrue();
    assertThat(admin.get(ROOT + "repository/docks/web").is(200)).isTrue();
    assertThat(sql("SELECT size_bytes FROM activity.namespace_size WHERE namespace = " + docks))
        .as("what was reported since it is there again")
        .contains(7L);
  }

  /** An organization that was deleted and is there again, with 7 bytes in it; its id. */
  private long restoredOrganization(String name) throws SQLException {
    assertThat(admin.createOrganization(name, Optional.empty()).is(201)).isTrue();
    Map<String, Object> web =
        Map.of("namespace", name, "repository", "web", "visibility", "private", "description", "");
    assertThat(admin.post(ROOT + "repository", web).is(201)).isTrue();
    assertThat(admin.delete(ROOT + "organization/" + name).is(204)).isTrue();
    String restore = "/api/wharfinger/v1/history/organization/" + name + "/restore";
    Reply restored = admin.post(restore, Map.of());
    assertThat(restored.is(200)).as("%s", restored).isTrue();
    long id = restored.body().path("id").longValue();
    assertThat(
            sql(
                "INSERT INTO activity.namespace_size (namespace, size_bytes, backfill_complete)"
                    + " VALUES ("
                    + id
                    + ", 7, true) RETURNING namespace"))
        .contains(id);
    return id;
  }

  private Optional<Long> sql(String statement) throws SQLException {
    Map<String, String> environment = place.environment();
    try (Connection connection =
            DriverManager.getConnection(
                Objects.requireNonNull(environment.get("QUARKUS_DATASOURCE_JDBC_URL")),
                environment.get("QUARKUS_DATASOURCE_USERNAME"),
                environment.get("QUARKUS_DATASOURCE_PASSWORD"));
        ResultSet rows = connection.createStatement().executeQuery(statement)) {
      return rows.next() ? Optional.of(rows.getLong(1)) : Optional.empty();
    }
  }

  private static String status(Reply reply) {
    return reply.body().path("status").asText();
  }

  @Test
  void refusesWhatTheContractRefuses() {
    var _ = createUser("dora");
    refuses(USERS + "ghost", Map.of("enabled", 1), 400, "1 is not of type 'boolean'");
    refuses(USERS + "ghost", Map.of(), 404, "Not Found");
    refuses(USERS + "boss", Map.of(), 400, "Cannot update a superuser");
    refuses(
        USERS + "dora",
        Map.of("password", "a b", "enabled", false),
        400,
        "Invalid password, password must be at least 8 characters and contain no whitespace.");
    refuses(
        USERS + "dora",
        Map.of("email", "boss@example.com", "enabled", false),
        400,
        "E-mail address already used");
    assertThat(admin.get(USERS + "dora").body().path("enabled").booleanValue()).isTrue();
  }

  @Test
  void deletesAUserWhoseNameIsFreeThen() throws Exception {
    ApiClient emil = admin.as("emil", createUser("emil"));
    assertThat(emil.createOrganization("emils", Optional.empty()).is(201)).isTrue();
    assertThat(admin.delete(USERS + "boss").body().path("detail").asText())
        .isEqualTo("Cannot delete a superuser");
    assertThat(admin.put(USERS + "emil", Map.of("enabled", false)).is(200)).isTrue();
    assertThat(admin.delete(USERS + "emil").is(204)).isTrue();
    assertThat(admin.delete(USERS + "emil").is(404)).isTrue();
    assertThat(emil.get(ROOT + "user/").is(401)).isTrue();
    assertThat(admin.get(ROOT + "organization/emils").is(200)).isTrue();
    assertThat(admin.delete(USERS + "emils").is(404)).isTrue();
    var _ = createUser("emil");
  }

  @Test
  void renamesAndDeletesAnOrganization() {
    assertThat(admin.createOrganization("old", Optional.empty()).is(201)).isTrue();
    Reply changed =
        admin.put(ORGANIZATIONS + "old", Map.of("name", "renamed", "email", "new@example.com"));
    assertThat(changed.is(200)).as("%s", changed).isTrue();
    assertThat(changed.body().path("name").asText()).isEqualTo("renamed");
    assertThat(changed.body().path("email").asText()).isEqualTo("new@example.com");
    assertThat(changed.body().path("avatar").path("kind").asText()).isEqualTo("org");
    assertThat(changed.body().has("quota_report")).isTrue();
    assertThat(admin.get(ROOT + "organization/renamed").is(200)).isTrue();
    assertThat(kinds(admin.get(ROOT + "organization/renamed/logs")))
        .containsExactly("org_change_name", "org_change_email", "org_create");
    refuses(ORGANIZATIONS + "old", Map.of(), 404, "Not Found");
    refuses(ORGANIZATIONS + "boss", Map.of(), 404, "Not Found");
    refuses(
        ORGANIZATIONS + "renamed",
        Map.of("name", "boss"),
        400,
        "Username has already been taken by user cannot be reused: boss");
    refuses(ORGANIZATIONS + "renamed", Map.of("name", 5), 400, "5 is not of type 'string'");
    assertThat(admin.delete(ORGANIZATIONS + "boss").is(404)).isTrue();
    assertThat(admin.delete(ORGANIZATIONS + "renamed").is(204)).isTrue();
    assertThat(admin.delete(ORGANIZATIONS + "renamed").is(404)).isTrue();
    assertThat(admin.createOrganization("renamed", Optional.empty()).is(201)).isTrue();
  }

  @Test
  void keepsQuotasOfUsersAndOrganizationsOnEitherFamily() throws Exception {
    ApiClient fred = admin.as("fred", createUser("fred"));
    assertThat(admin.createOrganization("freds", Optional.empty()).is(201)).isTrue();
    for (String path : List.of(ROOT + "superuser/organization/fred/quota", USERS + "freds/quota")) {
      assertThat(admin.get(path).body()).isEmpty();
      Reply none = admin.post(path, Map.of("other", 1));
      assertThat(none.body().path("detail").asText())
          .isEqualTo("'limit_bytes' is a required property");
      assertThat(admin.post(path, Map.of("limit", "1.5 GiB")).is(400)).isTrue();
      assertThat(admin.post(path, Map.of("limit", "5 Zi")).body().path("detail").asText())
          .isEqualTo("Invalid limit format");
      Reply created = admin.post(path, Map.of("limit", "10 GiB"));
      assertThat(created.is(201)).as("%s", created).isTrue();
      assertThat(created.body().textValue()).isEqualTo("Created");
      JsonNode quota = admin.get(path).body().get(0);
      String one = path + "/" + quota.get("id").longValue();
      assertThat(admin.post(path, Map.of("limit_bytes", 1)).body().path("detail").asText())
          .contains("already exists");
      assertThat(admin.put(one, Map.of("limit_bytes", 1536)).body().path("limit").asText())
          .isEqualTo("1.5 KiB");
      assertThat(admin.put(one, Map.of()).body().path("limit_bytes").longValue()).isEqualTo(1536);
      refuses(one, Map.of("limit_bytes", -5), 400, "Invalid quota size limit value: '-5'");
      refuses(one, Map.of("other", 5), 400, "'limit_bytes' is a required property");
      refuses(path + "/x", Map.of(), 404, "Not Found");
      assertThat(fred.get(path).is(403)).isTrue();
    }
    String own = ROOT + "user/quota";
    JsonNode mine = fred.get(own).body().get(0);
    assertThat(mine.properties().stream().map(Map.Entry::getKey))
        .containsExactly(
            "id", "limit_bytes", "limit", "default_config", "limits", "default_config_exists");
    assertThat(fred.get(own + "/" + mine.get("id")).body()).isEqualTo(mine);
    String fredsOwn = ROOT + "superuser/users/fred/quota/" + mine.get("id");
    assertThat(admin.delete(fredsOwn).is(204)).isTrue();
    assertThat(admin.delete(fredsOwn).is(404)).isTrue();
    assertThat(kinds(admin.get(ROOT + "organization/freds/logs"))).containsExactly("org_create");
  }

  @Test
  void keepsLimitsOfOrganizationsAndLogsThem() throws Exception {
    ApiClient gina = admin.as("gina", createUser("gina"));
    assertThat(gina.createOrganization("ginas", Optional.empty()).is(201)).isTrue();
    String path = ROOT + "organization/ginas/quota";
    assertThat(gina.post(path, Map.of("limit_bytes", 1024)).is(403)).isTrue();
    assertThat(admin.asNobody().post(path, Map.of("other", 1)).is(400)).isTrue();
    assertThat(admin.post(path, Map.of("limit_bytes", 1024)).is(201)).isTrue();
    JsonNode quota = gina.get(path).body().get(0);
    String limits = path + "/" + quota.get("id") + "/limit";
    assertThat(admin.post(limits, Map.of("type", "reject", "threshold_percent", 90)).is(201))
        .isTrue();
    JsonNode limit = gina.get(limits).body().get(0);
    assertThat(limit.path("type").asText()).isEqualTo("Reject");
    assertThat(limit.path("limit_percent").intValue()).isEqualTo(90);
    String one = limits + "/" + limit.get("id");
    assertThat(gina.get(one).body()).isEqualTo(limit);
    JsonNode whole = admin.put(one, Map.of("threshold_percent", 95)).body();
    assertThat(whole.path("limits").get(0).path("limit_percent").intValue()).isEqualTo(95);
    refuses(one, Map.of("type", "deny"), 400, "Quota type must be one of [Warning, Reject]");
    assertThat(admin.delete(one).is(204)).isTrue();
    assertThat(admin.put(path + "/" + quota.get("id"), Map.of("limit", "1GiB")).is(200)).isTrue();
    assertThat(admin.delete(path + "/" + quota.get("id")).is(204)).isTrue();
    assertThat(gina.get(path).body()).isEmpty();
    assertThat(kinds(gina.get(ROOT + "organization/ginas/logs")))
        .containsExactly(
            "org_delete_quota",
            "org_change_quota",
            "org_delete_quota_limit",
            "org_change_quota_limit",
            "org_create_quota_limit",
            "org_create_quota",
            "org_create");
    assertThat(admin.post(ROOT + "organization/gina/quota", Map.of("limit_bytes", 1)).is(404))
        .isTrue();
  }

  @Test
  void showsAndCountsEverybodysLogs() throws Exception {
    ApiClient hugo = admin.as("hugo", createUser("hugo"));
    JsonNode page = admin.get(ROOT + "superuser/logs").body();
    JsonNode created =
        StreamSupport.stream(page.path("logs").spliterator(), false)
            .filter(it -> it.path("metadata").path("username").asText().equals("hugo"))
            .findFirst()
            .orElseThrow();
    assertThat(created.path("namespace").path("name").asText()).isEqualTo("hugo");
    assertThat(created.path("namespace").path("kind").asText()).isEqualTo("user");
    assertThat(created.path("performer").path("name").asText()).isEqualTo("admin");
    assertThat(hugo.get(ROOT + "superuser/logs").is(403)).isTrue();
    assertThat(admin.asNobody().get(ROOT + "superuser/logs?page=x").is(401)).isTrue();
    assertThat(
            hugo.get(ROOT + "superuser/logs?page=x").body().path("message").path("page").asText())
        .isEqualTo("The page number for the logs");
    String backward = "?starttime=01/02/2024&endtime=12/01/2023";
    assertThat(admin.get(ROOT + "superuser/logs" + backward).body().path("logs")).isEmpty();

    for (String path :
        List.of(
            "superuser/aggregatelogs", "user/aggregatelogs", "organization/hugo/aggregatelogs")) {
      ApiClient reader = path.startsWith("superuser") ? admin : hugo;
      JsonNode counts = reader.get(ROOT + path).body().path("aggregated");
      assertThat(StreamSupport.stream(counts.spliterator(), false))
          .anyMatch(it -> it.path("kind").asText().equals("user_create"))
          .allMatch(it -> it.path("datetime").asText().endsWith("00:00:00 -0000"));
      Reply tooLong = reader.get(ROOT + path + "?starttime=01/01/2024&endtime=02/01/2024");
      assertThat(tooLong.is(400)).isTrue();
      assertThat(tooLong.body().toString()).contains("Invalid date range for logs");
    }
  }

  private String createUser(String name) {
    Reply reply = admin.post(USERS, Map.of("username", name, "email", name + "@example.com"));
    assertThat(reply.is(200)).as("%s", reply).isTrue();
    return reply.body().path("password").asText();
  }

  private void refuses(String path, Map<String, Object> body, int status, String text) {
    Reply reply = admin.put(path, body);
    assertThat(reply.is(status)).as("%s", reply).isTrue();
    assertThat(reply.body().path("detail").asText(reply.body().path("message").asText()))
        .isEqualTo(text);
  }

  private static List<String> kinds(Reply logs) {
    return StreamSupport.stream(logs.body().path("logs").spliterator(), false)
        .map(entry -> entry.path("kind").asText())
        .toList();
  }
}
