package dev.wharfinger.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.local.LocalStack;
import dev.wharfinger.local.ServiceProcess;
import dev.wharfinger.local.StackAddresses;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Kafka and the master key are enough: a database that is lost or set back loses nobody. */
class LostDatabaseIT {

  private static final Path FOLDER = Path.of("target", "lost-database-it");
  private static final String USERS = "/api/v1/superuser/users/";
  private static final Map<String, String> SWITCHES =
      Map.of("FEATURE_OAUTH_PASSWORD_GRANT", "true");

  private final StackAddresses.Isolated where = LocalStack.freshDatabase();
  private final Tables tables = new Tables(LocalStack.shared(), where.database());

  /** What a superuser and the API know of everybody. */
  private record Known(List<String> users, String robotToken, Map<String, String> rows) {}

  @Test
  void aDatabaseThatIsDroppedLosesNobody() throws Exception {
    Known before = fill();
    tables.drop();
    requireSame(before);
  }

  @Test
  void aDatabaseThatIsSetBackLosesNobody() throws Exception {
    try (ServiceProcess service = start();
        ApiClient admin = ApiClient.ofFirstUser(service.baseUrl())) {
      create(admin, "jane");
    }
    Tables old = tables.copy();
    try (ServiceProcess service = start();
        ApiClient admin = admin(service)) {
      for (int user = 0; user < 300; user++) { // more than are made at once
        create(admin, "user" + user);
      }
    }
    Known before = look();
    tables.setBackTo(old);
    requireSame(before);
  }

  @Test
  void whoWasErasedStaysErasedAndNobodyElseIs() throws Exception {
    fill();
    try (ServiceProcess service = start();
        ApiClient admin = admin(service)) {
      assertThat(admin.delete(USERS + "john").is(204)).isTrue();
      Waiting.until(
          "the key is destroyed",
          () ->
              tables.texts("SELECT id::text FROM vault.subject_key WHERE wrapped IS NULL").size()
                  == 1);
    }
    Known before = look();
    assertThat(before.users()).noneMatch(user -> user.contains("john"));
    tables.drop();
    requireSame(before);
    assertThat(tables.texts("SELECT id::text FROM vault.subject_key WHERE wrapped IS NULL"))
        .hasSize(1);
  }

  @Test
  void rowsOfKeysThatAreDeletedComeBack() throws Exception {
    Known before = fill();
    tables.execute("DELETE FROM vault.subject_key; DROP SCHEMA wharfinger CASCADE");
    requireSame(before);
  }

  /** Some users, one of them with a robot. */
  private Known fill() throws Exception {
    try (ServiceProcess service = start();
        ApiClient admin = ApiClient.ofFirstUser(service.baseUrl())) {
      create(admin, "jane");
      create(admin, "john");
      assertThat(admin.put("/api/v1/user/robots/crane", Map.of("description", "Lifts")).is(201))
          .isTrue();
      assertThat(admin.createOrganization("acme", Optional.empty()).is(201)).isTrue();
    }
    return look();
  }

  private Known look() throws Exception {
    try (ServiceProcess service = start();
        ApiClient admin = admin(service)) {
      List<String> users = new ArrayList<>();
      for (JsonNode user : admin.get(USERS + "?limit=100").body().path("users")) {
        users.add(user.path("username").asText() + " " + user.path("email").asText());
      }
      assertThat(users).isNotEmpty().noneMatch(user -> user.contains("erased"));
      String robot = admin.get("/api/v1/user/robots/crane").body().path("token").asText();
      return new Known(users, robot, tables.checksums());
    }
  }

  /** Signing in writes nothing that {@link #look} has not also written before: rows are equal. */
  private void requireSame(Known before) throws Exception {
    Known after = look();
    assertThat(after.users()).isEqualTo(before.users());
    assertThat(after.robotToken()).isEqualTo(before.robotToken());
    assertThat(after.rows()).isEqualTo(before.rows());
  }

  private ServiceProcess start() {
    return Instances.start(FOLDER, where, SWITCHES);
  }

  private static ApiClient admin(ServiceProcess service) throws Exception {
    try (ApiClient nobody = new ApiClient(service.baseUrl(), "")) {
      return nobody.as("admin", "harbour-dues-1791");
    }
  }

  private static void create(ApiClient admin, String name) {
    Reply reply = admin.post(USERS, Map.of("username", name, "email", name + "@example.org"));
    assertThat(reply.is(200)).as("%s", reply).isTrue();
  }
}
