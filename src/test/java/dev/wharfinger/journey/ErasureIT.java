package dev.wharfinger.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.api.MailBox;
import dev.wharfinger.local.LocalStack;
import dev.wharfinger.local.ServiceProcess;
import dev.wharfinger.local.StackAddresses;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A deleted user is forgotten: live, and in whatever is made anew from the journal. */
class ErasureIT {

  private static final Path FOLDER = Path.of("target", "erasure-it");
  private static final String USERS = "/api/v1/superuser/users/";

  private final StackAddresses servers = LocalStack.shared();
  private final StackAddresses.Isolated where = LocalStack.freshDatabase();

  @Test
  void aRebuildAfterAnErasureGivesTheSameRows() {
    Tables tables = new Tables(servers, where.database());
    Map<String, String> before;
    try (ServiceProcess service = Instances.start(FOLDER, where);
        ApiClient admin = ApiClient.ofFirstUser(service.baseUrl())) {
      create(admin, "jane", "jane@example.org");
      create(admin, "john", "john@example.org");
      assertThat(
              admin
                  .put(USERS + "jane", Map.of("email", "jane@example.com", "enabled", false))
                  .is(200))
          .isTrue();
      assertThat(
              admin.post("/api/v1/superuser/users/jane/quota", Map.of("limit_bytes", 1024)).is(201))
          .isTrue();
      assertThat(admin.delete(USERS + "jane").is(204)).isTrue();
      create(admin, "jane", "jane@example.com");
      assertThat(tables.texts("SELECT name FROM wharfinger.namespace ORDER BY id"))
          .containsExactly("admin", "john", "jane");
      assertThat(
              tables.texts(
                  "SELECT kind || ' ' || metadata::text FROM wharfinger.usage_log l"
                      + " WHERE NOT EXISTS (SELECT FROM wharfinger.namespace n"
                      + " WHERE n.id = l.namespace)"))
          .hasSize(4)
          .noneMatch(entry -> entry.contains("jane"))
          .anyMatch(entry -> entry.startsWith("user_delete"))
          .allMatch(entry -> entry.contains("(erased)"));
      assertThat(
              tables.texts(
                  "SELECT e.seq::text FROM wharfinger.erased_subject e"
                      + " JOIN vault.subject_key k ON k.id = e.subject_key"))
          .as("keys that should be destroyed")
          .isEmpty();
      before = tables.checksums();
    }
    Tables anew = tables.copyOfVault();
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
      create(admin, "jane", "jane@example.org");
      create(admin, "john", "john@example.org");
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

  private static void create(ApiClient admin, String name, String email) {
    assertThat(admin.post(USERS, Map.of("username", name, "email", email)).is(200)).isTrue();
  }
}
