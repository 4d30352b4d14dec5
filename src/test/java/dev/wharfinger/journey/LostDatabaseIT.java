package dev.wharfinger.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.local.LocalStack;
import dev.wharfinger.local.ServiceProcess;
import dev.wharfinger.local.StackAddresses;
import dev.wharfinger.platform.vault.MasterKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Kafka and the master key are enough: a database that is lost or set back loses nobody. */
class LostDatabaseIT {

  private static final Path FOLDER = Path.of("target", "lost-database-it");
  private static final String USERS = "/api/v1/superuser/users/";
  private static final String ROBOT = "/api/v1/user/robots/crane";
  private static final String ERASED =
      "SELECT id::text FROM vault.subject_key WHERE wrapped IS NULL";
  private static final Map<String, String> SWITCHES =
      Map.of("FEATURE_OAUTH_PASSWORD_GRANT", "true");

  private final StackAddresses.Isolated where = LocalStack.freshDatabase();
  private final Tables tables = new Tables(LocalStack.shared(), where.database());

  /** What a superuser and the API know of everybody. */
  private record Known(List<String> users, String robotToken, Map<String, String> rows) {}

  @Test
  void aDatabaseThatIsDroppedLosesNobody() throws Exception {
    Known before;
    try (ServiceProcess service = start();
        ApiClient admin = ApiClient.ofFirstUser(service.baseUrl())) {
      fill(admin);
      before = look(admin);
      assertThat(before.robotToken()).isNotEmpty();
    }
    tables.drop();
    requireSame(before);
  }

  @Test
  void aDatabaseThatIsSetBackLosesNobody() throws Exception {
    ServiceProcess first = start();
    ApiClient admin = ApiClient.ofFirstUser(first.baseUrl());
    create(admin, "kate");
    first.stop();
    Tables backup = tables.copy();
    Known before;
    try (ServiceProcess service = start();
        ApiClient again = admin.at(service.baseUrl())) {
      fill(again);
      for (int organization = 0;
          organization < 300;
          organization++) { // more than keys are made at once
        assertThat(again.createOrganization("yard" + organization, Optional.empty()).is(201))
            .isTrue();
      }
      before = look(again);
    }
    tables.setBackTo(backup);
    requireSame(before);
  }

  @Test
  void whoWasErasedStaysErasedAndNobodyElseIs() throws Exception {
    Known before;
    try (ServiceProcess service = start();
        ApiClient admin = ApiClient.ofFirstUser(service.baseUrl())) {
      fill(admin);
      assertThat(admin.delete(USERS + "john").is(204)).isTrue();
      assertThat(tables.texts(ERASED)).as("the key is destroyed with the answer").hasSize(1);
      before = look(admin);
      assertThat(before.users()).noneMatch(user -> user.contains("john"));
    }
    tables.drop();
    requireSame(before);
    assertThat(tables.texts(ERASED)).hasSize(1);
  }

  @Test
  void aWrongMasterKeyLeavesNothingInAnEmptyDatabase() throws Exception {
    Known before;
    try (ServiceProcess service = start();
        ApiClient admin = ApiClient.ofFirstUser(service.baseUrl())) {
      fill(admin);
      before = look(admin);
    }
    tables.drop();
    String other = Base64.getEncoder().encodeToString(new byte[MasterKey.BYTES]);
    try (ServiceProcess wrong =
            Instances.launch(FOLDER, where, Map.of("WHARFINGER_MASTER_KEY", other));
        ApiClient health = new ApiClient(wrong.managementUrl(), "")) {
      Waiting.until(
          "health tells that the key is another one",
          () ->
              health.health() instanceof Reply.Answer answer
                  && answer.body().toString().contains("another master key"));
    }
    requireSame(before);
  }

  @Test
  void rowsOfKeysThatAreDeletedComeBack() throws Exception {
    Known before;
    try (ServiceProcess service = start();
        ApiClient admin = ApiClient.ofFirstUser(service.baseUrl())) {
      fill(admin);
      before = look(admin);
    }
    tables.execute("DELETE FROM vault.subject_key; DROP SCHEMA wharfinger CASCADE");
    requireSame(before);
  }

  /** Some users, one of them with a robot. */
  private void fill(ApiClient admin) {
    create(admin, "jane");
    create(admin, "john");
    assertThat(admin.put(ROBOT, Map.of("description", "Lifts")).is(201)).isTrue();
    assertThat(admin.createOrganization("acme", Optional.empty()).is(201)).isTrue();
  }

  private Known look(ApiClient admin) {
    List<String> users = new ArrayList<>();
    for (JsonNode user : admin.get(USERS + "?limit=100").body().path("users")) {
      users.add(user.path("username").asText() + " " + user.path("email").asText());
    }
    assertThat(users).isNotEmpty().noneMatch(user -> user.contains("erased"));
    Map<String, String> rows = tables.checksums();
    rows.keySet()
        .removeAll(List.of("access_token", "command_outcome", "history_record", "journal_head"));
    return new Known(users, admin.get(ROBOT).body().path("token").asText(), rows);
  }

  /** Nobody is missing, and who signs in with his password sees what he saw. */
  private void requireSame(Known before) throws Exception {
    try (ServiceProcess service = start();
        ApiClient nobody = new ApiClient(service.baseUrl(), "");
        ApiClient admin = nobody.as("admin", "harbour-dues-1791")) {
      Known after = look(admin);
      assertThat(after.users()).isEqualTo(before.users());
      assertThat(after.robotToken()).isEqualTo(before.robotToken());
      assertThat(after.rows()).isEqualTo(before.rows());
    }
  }

  private ServiceProcess start() {
    return Instances.start(FOLDER, where, SWITCHES);
  }

  private static void create(ApiClient admin, String name) {
    Reply reply = admin.post(USERS, Map.of("username", name, "email", name + "@example.org"));
    assertThat(reply.is(200)).as("%s", reply).isTrue();
  }
}
