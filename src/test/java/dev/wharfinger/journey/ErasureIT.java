package dev.wharfinger.journey;

import static org.assertj.core.api.Assertions.assertThat;

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
      runApplications(admin);
      assertThat(admin.delete(USERS + "jane").is(204)).isTrue();
      create(admin, "jane", "jane@example.com");
      assertThat(tables.texts("SELECT name FROM wharfinger.namespace WHERE kind = 'user' ORDER BY id"))
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

  /** Secrets and tokens, for their rows must come out the same as well. */
  private static void runApplications(ApiClient admin) {
    assertThat(admin.post("/api/v1/organization/", Map.of("name", "acme")).is(201)).isTrue();
    String applications = "/api/v1/organization/acme/applications";
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

  private static void create(ApiClient admin, String name, String email) {
    assertThat(admin.post(USERS, Map.of("username", name, "email", email)).is(200)).isTrue();
  }
}
