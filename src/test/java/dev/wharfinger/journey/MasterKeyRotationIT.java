package dev.wharfinger.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.MailBox;
import dev.wharfinger.local.LocalStack;
import dev.wharfinger.local.Ports;
import dev.wharfinger.local.ServiceCommand;
import dev.wharfinger.local.ServiceProcess;
import dev.wharfinger.local.StackAddresses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The master key is replaced while two instances serve, and what it protected outlives it. */
class MasterKeyRotationIT {

  private static final Path FOLDER = Path.of("target", "master-key-rotation-it");
  private static final String USERS = "/api/v1/superuser/users/";
  private static final String ROBOT = "/api/v1/user/robots/crane";
  private static final String ROTATE = "rotate-master-key";
  private static final String PASSWORD = "harbour-dues-1791";

  /** As if another instance were at it. */
  private static final String HOLD_MAILS =
      "INSERT INTO vault.lease (name, holder, until)"
          + " VALUES ('mail', 'test', now() + interval '1 hour')"
          + " ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until";

  private static final String ERASED =
      "SELECT id::text FROM vault.subject_key WHERE wrapped IS NULL";
  private static final String WRAPPED_BY =
      "SELECT count(*)::text FROM vault.subject_key k, vault.master_key m WHERE k.master %s m.id";

  private final StackAddresses.Isolated where = LocalStack.freshDatabase();
  private final Tables tables = new Tables(LocalStack.shared(), where.database());
  private final String old =
      Objects.requireNonNull(where.environment().get("WHARFINGER_MASTER_KEY"));
  private final String fresh = Base64.getEncoder().encodeToString(filled());
  private final List<ServiceProcess> running = new ArrayList<>();

  /** What a superuser and the API know of everybody. */
  private record Known(List<String> users, String robotToken) {}

  @AfterEach
  void stop() {
    running.forEach(ServiceProcess::kill);
  }

  @Test
  void theMasterKeyIsReplacedWhileTwoInstancesServe() throws Exception {
    List<Integer> ports = List.of(Ports.free(), Ports.free());
    ports.forEach(port -> run(port, alone(old)));
    ApiClient admin = ApiClient.ofFirstUser(running.getFirst().baseUrl());
    List<ApiClient> doors = running.stream().map(it -> admin.at(it.baseUrl())).toList();
    for (String user : List.of("jane", "john", "kate")) {
      create(admin, user);
    }
    assertThat(admin.put(ROBOT, Map.of("description", "Lifts")).is(201)).isTrue();
    assertThat(admin.delete(USERS + "john").is(204)).isTrue();
    assertThat(admin.createOrganization("repeated", Optional.of("once")).is(201)).isTrue();
    create(admin, "mona");
    String monasCode = MailBox.letterTo("mona@example.org").code();
    tables.execute(HOLD_MAILS);
    create(admin, "nora");
    String unused = visitor().signIn("admin", PASSWORD);
    String used = visitor().signIn("admin", PASSWORD);
    String encrypted = encryptedPassword(admin);
    assertThat(visitor().admits("admin", encrypted)).isTrue();
    Known before = look(admin);
    String page = admin.get(USERS + "?limit=1").body().path("next_page").asText();
    assertThat(page).isNotEmpty();

    Ledger ledger;
    try (Load load = Load.start(doors, 3, 10_000, 10, Duration.ofMillis(100))) {
      ports.forEach(port -> restart(port, both()));
      interruptRotation(load);
      assertThatThrownBy(() -> run(0, alone(fresh))).hasMessageContaining("is still needed");
      assertThatThrownBy(() -> run(0, alone(old)))
          .hasMessageContaining("is not the key that the stored keys were wrapped with");
      create(admin, "anna");
      assertThat(command(both(), ROTATE)).as(output()).isZero();
      assertThat(output()).contains("was in use already", "Nothing needs the previous key");
      assertThat(tables.texts(WRAPPED_BY.formatted("<>"))).containsExactly("0");
      assertThat(command(both(), ROTATE)).as(output()).isZero();
      assertThat(output()).containsPattern("keys of subjects +0\n");
      assertThat(admin.createOrganization("repeated", Optional.of("once")).is(201))
          .as("a repeat of a request from before the rotation")
          .isTrue();
      assertThat(names(admin.get(USERS + "?limit=1&next_page=" + page)))
          .as("a page token from before the rotation")
          .containsExactly("jane");
      used = visitor().visit(used).orElseThrow();
      assertThat(visitor().admits("admin", encrypted)).isTrue();
      tables.execute("DELETE FROM vault.lease WHERE name = 'mail'");
      String norasCode = MailBox.letterTo("nora@example.org").code();
      ports.forEach(port -> restart(port, alone(fresh)));
      assertThat(visitor().visit(used)).as("a session that was used since").isPresent();
      assertThat(visitor().visit(unused)).as("one that was not").isEmpty();
      assertThat(names(admin.get(USERS + "?limit=1&next_page=" + page)))
          .as("a page token of the former key")
          .containsExactly("admin");
      assertThat(visitor().confirm(monasCode)).as("a code in a mail from before").isEqualTo(200);
      assertThat(visitor().confirm(norasCode)).as("one that was sent later").isEqualTo(200);
      assertThat(visitor().admits("admin", encrypted)).isTrue();
      awaitProgress(load);
      ledger = load.finish();
    }
    Chain chain = Chain.read(LocalStack.shared().bootstrapServers(), where.topicPrefix());
    ledger.holds(chain, tables, admin);
    assertThat(command(alone(fresh), "journal", "verify")).as(output()).isZero();
    assertThat(output()).containsPattern("foreign records +0\n");
    assertThat(command(alone(fresh), "rebuild")).as(output()).isZero();
    assertThat(alarms()).isEmpty();
    before.users().add("anna anna@example.org");
    assertThat(look(admin)).isEqualTo(before);

    running.forEach(ServiceProcess::stop);
    running.clear();
    Map<String, String> rows = rows();
    tables.drop();
    requireOldKeyRefused();
    run(0, alone(fresh));
    assertThat(rows()).isEqualTo(rows);
    assertThat(tables.texts(ERASED)).hasSize(1);
    assertThat(alarms()).isEmpty();
    ApiClient again = admin.at(running.getFirst().baseUrl()).asNobody().as("admin", PASSWORD);
    assertThat(look(again)).isEqualTo(before);
    assertThat(visitor().admits("admin", encrypted)).as("an encrypted password").isTrue();
    create(again, "olga");
  }

  @Test
  void aBackupThatWasMadeAfterARotationIsRestored() throws Exception {
    run(0, alone(old));
    ApiClient admin = ApiClient.ofFirstUser(running.getFirst().baseUrl());
    create(admin, "jane");
    running.getFirst().stop();
    running.clear();
    assertThat(command(both(), ROTATE)).as(output()).isZero();
    run(0, alone(fresh));
    create(admin.at(running.getFirst().baseUrl()), "kate");
    String backup = FOLDER.resolve("wharfinger.backup").toAbsolutePath().toString();
    assertThat(command(alone(fresh), "backup", backup)).as(output()).isZero();
    running.getFirst().stop();
    running.clear();
    StackAddresses.Isolated empty = LocalStack.freshDatabase();
    assertThat(command(empty, alone(fresh), "restore", backup)).as(output()).isZero();
    running.add(Instances.start(FOLDER, Ports.free(), empty, alone(fresh)));
    ApiClient nobody = new ApiClient(running.getFirst().baseUrl(), "");
    ApiClient again = nobody.as("admin", PASSWORD);
    assertThat(names(again.get(USERS + "?limit=100"))).containsExactly("admin", "jane", "kate");
    assertThat(alarms()).isEmpty();
  }

  private Visitor visitor() {
    return new Visitor(running.getFirst().baseUrl());
  }

  private static String encryptedPassword(ApiClient admin) {
    Reply reply = admin.post("/api/v1/user/clientkey", Map.of("password", PASSWORD));
    assertThat(reply.is(200)).as("%s", reply).isTrue();
    return reply.body().path("key").asText();
  }

  /** The command is killed while it waits for a lock, with some keys wrapped and some not. */
  private void interruptRotation(Load load) throws Exception {
    ServiceProcess command;
    try (Connection lock =
        tables.hold(
            "SELECT FROM vault.subject_key WHERE id = (SELECT id FROM vault.subject_key ORDER BY id"
                + " OFFSET 300 LIMIT 1) FOR UPDATE")) {
      command =
          ServiceProcess.launch(
              FOLDER.resolve("killed.log"), 0, environment(where, both()), ROTATE);
      Waiting.until(
          "the command is in the middle",
          () ->
              !tables.texts(WRAPPED_BY.formatted("=")).contains("0")
                  && tables.waiting("%INSERT INTO vault.subject_key%") > 0);
      awaitProgress(load);
      // Afterwards the instances take over what of it is on the topic already.
      assertThat(tables.texts(WRAPPED_BY.formatted("<>"))).doesNotContain("0");
      command.kill();
      lock.rollback();
    }
    awaitProgress(load);
  }

  private static void awaitProgress(Load load) {
    int before = load.ledger().acknowledged();
    Waiting.until(
        "writes are taken", () -> load.ledger().acknowledged() > before + 5 || load.isOver());
  }

  private void requireOldKeyRefused() {
    try (ServiceProcess wrong = Instances.launch(FOLDER, where, alone(old));
        ApiClient health = new ApiClient(wrong.managementUrl(), "")) {
      Waiting.until(
          "health tells that the key was replaced",
          () ->
              health.health() instanceof Reply.Answer answer
                  && answer.body().toString().contains("WHARFINGER_MASTER_KEY was replaced"));
      wrong.kill();
    }
  }

  /** What health warns of. */
  private List<String> alarms() {
    List<String> alarms = new ArrayList<>();
    try (ApiClient health = new ApiClient(running.getFirst().managementUrl(), "")) {
      for (JsonNode check : health.health().body().path("checks")) {
        String alarm = check.path("data").path("alarm").asText();
        if (!alarm.isEmpty()) {
          alarms.add(alarm);
        }
      }
    }
    return alarms;
  }

  private Known look(ApiClient admin) {
    List<String> users = new ArrayList<>();
    for (JsonNode user : admin.get(USERS + "?limit=100").body().path("users")) {
      users.add(user.path("username").asText() + " " + user.path("email").asText());
    }
    assertThat(users).isNotEmpty().noneMatch(user -> user.contains("erased"));
    return new Known(users, admin.get(ROBOT).body().path("token").asText());
  }

  private static List<String> names(Reply reply) {
    List<String> names = new ArrayList<>();
    reply.body().path("users").forEach(user -> names.add(user.path("username").asText()));
    return names;
  }

  private Map<String, String> rows() {
    Map<String, String> rows = tables.checksums();
    rows.keySet().removeAll(List.of("access_token", "command_outcome", "journal_head"));
    return rows;
  }

  private static void create(ApiClient admin, String name) {
    Reply reply = admin.post(USERS, Map.of("username", name, "email", name + "@example.org"));
    assertThat(reply.is(200)).as("%s", reply).isTrue();
  }

  private void run(int port, Map<String, String> keys) {
    running.add(Instances.start(FOLDER, port, where, keys));
  }

  private void restart(int port, Map<String, String> keys) {
    for (int i = 0; i < running.size(); i++) {
      if (running.get(i).port() == port) {
        running.get(i).stop();
        running.set(i, Instances.start(FOLDER, port, where, keys));
      }
    }
  }

  private int command(Map<String, String> keys, String... arguments) throws IOException {
    return command(where, keys, arguments);
  }

  private static int command(
      StackAddresses.Isolated place, Map<String, String> keys, String... arguments)
      throws IOException {
    Path out = FOLDER.resolve("out.log");
    return new ServiceCommand(environment(place, keys))
        .execute(
            List.of(arguments),
            ProcessBuilder.Redirect.to(out.toFile()),
            ProcessBuilder.Redirect.to(FOLDER.resolve("err.log").toFile()));
  }

  /** What the last command said, and why if it failed. */
  private static String output() throws IOException {
    StringBuilder both = new StringBuilder();
    for (String log : List.of("out.log", "err.log")) {
      Path file = FOLDER.resolve(log);
      both.append(Files.exists(file) ? Files.readString(file) : "");
    }
    return both.toString();
  }

  private static Map<String, String> environment(
      StackAddresses.Isolated place, Map<String, String> keys) {
    Map<String, String> environment = new HashMap<>(place.environment());
    environment.putAll(keys);
    return environment;
  }

  private Map<String, String> both() {
    Map<String, String> keys = new HashMap<>(alone(fresh));
    keys.put("WHARFINGER_MASTER_KEY_PREVIOUS", old);
    return keys;
  }

  private static Map<String, String> alone(String key) {
    return Map.of(
        "WHARFINGER_MASTER_KEY",
        key,
        "FEATURE_OAUTH_PASSWORD_GRANT",
        "true",
        "FEATURE_MAILING",
        "true",
        "MAIL_SERVER",
        "127.0.0.1",
        "MAIL_PORT",
        Integer.toString(MailBox.port()),
        "MAIL_USE_TLS",
        "false",
        "MAIL_DEFAULT_SENDER",
        "registry@example.org");
  }

  private static byte[] filled() {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) 7);
    return key;
  }
}
