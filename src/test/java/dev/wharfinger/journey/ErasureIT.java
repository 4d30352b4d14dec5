package dev.wharfinger.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.api.MailBox;
import dev.wharfinger.local.LocalStack;
import dev.wharfinger.local.ServiceProcess;
import dev.wharfinger.local.StackAddresses;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A deleted user is forgotten: live, and in whatever is made anew from the journal. */
class ErasureIT {

  private static final Path FOLDER = Path.of("target", "erasure-it");
  private static final String USERS = "/api/v1/superuser/users/";
  private static final String ROBOTS = "/api/v1/user/robots/";
  private static final String REPOSITORY = "/api/v1/repository";
  private static final Map<String, Object> READ = Map.of("role", "read");

  private final StackAddresses servers = LocalStack.shared();
  private final StackAddresses.Isolated where = LocalStack.freshDatabase();

  @Test
  void aRebuildAfterAnErasureGivesTheSameRows() throws Exception {
    Tables tables = new Tables(servers, where.database());
    Map<String, String> before;
    try (ServiceProcess service =
            Instances.start(
                FOLDER,
                where,
                Map.of(
                    "FEATURE_OAUTH_PASSWORD_GRANT",
                    "true",
                    "QUOTA_REGISTRY_SIZE_POLL_PERIOD",
                    "1"));
        ApiClient admin = ApiClient.ofFirstUser(service.baseUrl())) {
      String password = create(admin, "jane", "jane@example.org");
      assertThat(create(admin, "john", "john@example.org")).isNotEmpty();
      try (ApiClient jane = admin.as("jane", password)) {
        gather(admin, jane);
      }
      assertThat(create(admin, "kate", "kate@example.org")).isNotEmpty();
      otherFacts(admin);
      assertThat(
              admin
                  .put(USERS + "jane", Map.of("email", "jane@example.com", "enabled", false))
                  .is(200))
          .isTrue();
      assertThat(
              admin.post("/api/v1/superuser/users/jane/quota", Map.of("limit_bytes", 1024)).is(201))
          .isTrue();
      runApplications(admin);
      assertThat(admin.delete(USERS + "jane").is(204)).isTrue();
      assertThat(create(admin, "jane", "jane@example.com")).isNotEmpty();
      assertThat(tables.texts("SELECT name FROM wharfinger.namespace ORDER BY id"))
          .containsExactly("admin", "john", "acme", "acme+winch", "kate", "dock", "jane");
      assertThat(
              tables.texts(
                  "SELECT kind || ' ' || metadata::text FROM wharfinger.usage_log l"
                      + " WHERE NOT EXISTS (SELECT FROM wharfinger.namespace n"
                      + " WHERE n.id = l.namespace)"))
          .hasSize(9)
          .noneMatch(entry -> entry.contains("jane"))
          .filteredOn(entry -> !entry.startsWith("regenerate_robot_token"))
          .anyMatch(entry -> entry.startsWith("user_delete"))
          .allMatch(entry -> entry.contains("(erased)"));
      assertThat(
              tables.texts("SELECT metadata::text FROM wharfinger.usage_log WHERE kind ~ 'perm'"))
          .hasSize(3)
          .allMatch(entry -> entry.contains("(erased)") && !entry.contains("jane"));
      assertThat(
              tables.texts(
                  "SELECT e.seq::text FROM wharfinger.erased_subject e"
                      + " JOIN vault.subject_key k ON k.id = e.subject_key"
                      + " WHERE k.wrapped IS NOT NULL"))
          .as("keys that should be destroyed")
          .isEmpty();
      Waiting.until(
          "the size of the registry is computed, which the next instance would do otherwise",
          () ->
              tables
                  .texts("SELECT ''::text FROM wharfinger.registry_size WHERE run IS NOT NULL")
                  .isEmpty());
      before = tables.checksums();
    }
    Tables anew = tables.copyOfVault();
    anew.slowMigrations();
    try (ServiceProcess _ = Instances.start(FOLDER, anew.at(where))) {
      assertThat(anew.checksums()).as("rows made from zero").isEqualTo(before);
      assertThat(anew.texts("SELECT count(*)::text FROM wharfinger.erased_subject"))
          .isEqualTo(List.of("1"));
    }
  }

  @Test
  void aRebuildGivesTheSameInvitationsMailsAndExports() {
    Tables tables = new Tables(servers, where.database());
    Map<String, String> before;
    Map<String, String> switches =
        Map.of(
            "FEATURE_MAILING", "true",
            "FEATURE_PROXY_CACHE", "true",
            "MAIL_SERVER", "127.0.0.1",
            "MAIL_PORT", Integer.toString(MailBox.port()),
            "MAIL_USE_TLS", "false");
    try (ServiceProcess service = Instances.start(FOLDER, where, switches);
        ApiClient admin = ApiClient.ofFirstUser(service.baseUrl())) {
      assertThat(create(admin, "jane", "jane@example.org")).isNotEmpty();
      assertThat(create(admin, "john", "john@example.org")).isNotEmpty();
      assertThat(admin.post("/api/v1/organization/", Map.of("name", "acme")).is(201)).isTrue();
      String owners = "/api/v1/organization/acme/team/owners";
      assertThat(admin.put(owners + "/members/jane", Map.of()).is(200)).isTrue();
      assertThat(admin.put(owners + "/members/john", Map.of()).is(200)).isTrue();
      assertThat(admin.put(owners + "/invite/bob@example.org", Map.of()).is(200)).isTrue();
      assertThat(
              admin
                  .post(
                      "/api/v1/organization/acme/proxycache",
                      Map.of(
                          "upstream_registry",
                          "8.8.8.8",
                          "upstream_registry_username",
                          "puller",
                          "upstream_registry_password",
                          "hunter2hunter2"))
                  .is(201))
          .isTrue();
      assertThat(
              admin
                  .post(
                      "/api/v1/organization/acme/exportlogs",
                      Map.of("callback_email", "reader@example.org"))
                  .is(200))
          .isTrue();
      Waiting.until(
          "all mails are sent",
          () ->
              tables
                  .texts(
                      "SELECT 'mail' FROM wharfinger.mail UNION ALL"
                          + " SELECT 'export' FROM wharfinger.log_export WHERE finished IS NULL")
                  .isEmpty());
      assertThat(admin.delete(USERS + "jane").is(204)).isTrue();
      assertThat(tables.texts("SELECT coalesce(email, 'a user') FROM wharfinger.team_invitation"))
          .containsExactlyInAnyOrder("a user", "bob@example.org");
      before = tables.checksums();
    }
    Tables anew = tables.copyOfVault();
    try (ServiceProcess _ = Instances.start(FOLDER, anew.at(where))) {
      assertThat(anew.checksums()).as("rows made from zero").isEqualTo(before);
    }
  }

  /** One of every kind of fact that superusers can bring about, so that all tables have rows. */
  private static void otherFacts(ApiClient admin) {
    assertThat(admin.post("/api/v1/superuser/takeownership/kate", Map.of()).is(200)).isTrue();
    assertThat(admin.post("/api/v1/superuser/registrysize/", Map.of()).is(201)).isTrue();
    Map<String, Object> tokenRequest = Map.of("service", "quay", "expiration", 4102444800L);
    Reply made = admin.post("/api/v1/superuser/keys", tokenRequest);
    assertThat(made.is(200)).as("%s", made).isTrue();
    String key = "/api/v1/superuser/keys/" + made.body().path("kid").asText();
    Map<String, Object> change = Map.of("name", "new", "metadata", Map.of("a", List.of(1.5)));
    assertThat(admin.put(key, change).is(200)).isTrue();
    Reply other = admin.post("/api/v1/superuser/keys", tokenRequest);
    assertThat(admin.delete("/api/v1/superuser/keys/" + other.body().path("kid").asText()).is(204))
        .isTrue();
  }

  /** Robots, repositories, permissions and rules, hers and some that name her. */
  private static void gather(ApiClient admin, ApiClient jane) {
    assertThat(
            jane.put(
                    ROBOTS + "crane",
                    Map.of("description", "Of jane", "unstructured_metadata", Map.of("of", "jane")))
                .is(201))
        .isTrue();
    assertThat(jane.post(ROBOTS + "crane/regenerate", Map.of()).is(200)).isTrue();
    assertThat(jane.post(REPOSITORY, repository("jane")).is(201)).isTrue();
    assertThat(jane.put(REPOSITORY + "/jane/web", Map.of("description", "What jane shows")).is(200))
        .isTrue();
    assertThat(jane.put(REPOSITORY + "/jane/web/permissions/user/jane+crane", READ).is(200))
        .isTrue();
    assertThat(admin.createOrganization("acme", Optional.empty()).is(201)).isTrue();
    assertThat(
            admin
                .post(
                    "/api/v1/organization/acme/prototypes",
                    Map.of("role", "read", "delegate", Map.of("name", "jane", "kind", "user")))
                .is(200))
        .isTrue();
    assertThat(admin.post(REPOSITORY, repository("acme")).is(201)).isTrue();
    assertThat(admin.put(REPOSITORY + "/acme/web/permissions/user/jane", READ).is(200)).isTrue();
    assertThat(admin.put("/api/v1/organization/acme/robots/winch", Map.of()).is(201)).isTrue();
  }

  private static Map<String, Object> repository(String namespace) {
    return Map.of(
        "namespace", namespace, "repository", "web", "visibility", "public", "description", "");
  }

  /** A user; the password of his own. */
  private static String create(ApiClient admin, String name, String email) {
    return admin
        .post(USERS, Map.of("username", name, "email", email))
        .body()
        .path("password")
        .asText();
  }

  /** Secrets and tokens, for their rows must come out the same as well. */
  private static void runApplications(ApiClient admin) {
    assertThat(admin.post("/api/v1/organization/", Map.of("name", "dock")).is(201)).isTrue();
    String applications = "/api/v1/organization/dock/applications";
    Map<String, Object> crane = Map.of("name", "crane", "avatar_email", "crane@example.org");
    String path = applications + "/" + text(admin.post(applications, crane), "client_id");
    String other = applications + "/" + text(admin.post(applications, crane), "client_id");
    Map<String, Object> changed =
        Map.of("name", "lift", "redirect_uri", "", "application_uri", "", "description", "It");
    assertThat(admin.put(path, changed).is(200)).isTrue();
    assertThat(admin.post(path + "/resetclientsecret", Map.of()).is(200)).isTrue();
    Map<String, Object> token = Map.of("name", "shift", "scope", "repo:read");
    assertThat(admin.post(path + "/tokens", token).is(200)).isTrue();
    String revoked = text(admin.post(path + "/tokens", token), "uuid");
    assertThat(admin.delete(path + "/tokens/" + revoked).is(204)).isTrue();
    assertThat(admin.post(other + "/tokens", token).is(200)).isTrue();
    assertThat(admin.delete(other).is(204)).isTrue();
    assertThat(admin.post("/api/v1/user/apptoken", Map.of("title", "laptop")).is(200)).isTrue();
  }

  private static String text(Reply answer, String key) {
    assertThat(answer.is(200)).as(answer.toString()).isTrue();
    return answer.body().get(key).textValue();
  }
}
