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
      create(admin, "kate", "kate@example.org");
      otherFacts(admin);
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
          .containsExactly("admin", "john", "kate", "jane");
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

  /** One of every kind of fact that superusers can bring about, so that all tables have rows. */
  private static void otherFacts(ApiClient admin) {
    assertThat(admin.post("/api/v1/superuser/takeownership/kate", Map.of()).is(200)).isTrue();
    assertThat(admin.post("/api/v1/superuser/registrysize/", Map.of()).is(201)).isTrue();
    Map<String, Object> wish = Map.of("service", "quay", "expiration", 4102444800L);
    Reply made = admin.post("/api/v1/superuser/keys", wish);
    assertThat(made.is(200)).as("%s", made).isTrue();
    String key = "/api/v1/superuser/keys/" + made.body().path("kid").asText();
    Map<String, Object> change = Map.of("name", "new", "metadata", Map.of("a", List.of(1.5)));
    assertThat(admin.put(key, change).is(200)).isTrue();
    Reply other = admin.post("/api/v1/superuser/keys", wish);
    assertThat(admin.delete("/api/v1/superuser/keys/" + other.body().path("kid").asText()).is(204))
        .isTrue();
  }

  private static void create(ApiClient admin, String name, String email) {
    assertThat(admin.post(USERS, Map.of("username", name, "email", email)).is(200)).isTrue();
  }
}
