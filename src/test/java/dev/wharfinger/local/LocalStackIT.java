package dev.wharfinger.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStackIT {
  @TempDir static Path folder;
  @TempDir Path own;
  private static LocalStack stack;

  @BeforeAll
  static void start() {
    stack = LocalStack.start(folder);
  }

  @AfterAll
  static void stop() {
    stack.stop();
  }

  @Test
  void committedRowsSurviveKillingPostgres() throws SQLException {
    String url = stack.postgres().jdbcUrl();
    execute(url, "CREATE TABLE bollard (id int)");
    execute(url, "INSERT INTO bollard VALUES (7)");
    stack.postgres().kill();
    assertThat(stack.postgres().isAlive()).isFalse();
    stack.postgres().restart();
    assertThat(query(url, "SELECT id FROM bollard")).isEqualTo("7");
    assertThat(query(url, "SHOW fsync")).isEqualTo("on");
  }

  @Test
  void acknowledgedRecordsSurviveKillingKafka() throws Exception {
    createTopic("bollard");
    append("bollard", "first");
    stack.kafka().kill();
    assertThat(stack.kafka().isAlive()).isFalse();
    stack.kafka().restart();
    append("bollard", "second");
    assertThat(read("bollard")).containsExactly("first", "second");
  }

  @Test
  void freshDatabasesShareNothing() throws SQLException {
    StackAddresses.Isolated one = stack.addresses().freshDatabase();
    StackAddresses.Isolated other = stack.addresses().freshDatabase();
    execute(stack.addresses().jdbcUrl(one.database()), "CREATE TABLE crane (id int)");
    execute(stack.addresses().jdbcUrl(other.database()), "CREATE TABLE crane (id int)");
    assertThat(one.topicPrefix()).isNotEqualTo(other.topicPrefix());
    assertThat(one.environment())
        .containsEntry("KAFKA_BOOTSTRAP_SERVERS", stack.kafka().bootstrapServers());
  }

  @Test
  void aPortInUseIsOneLineAndExitCodeOne() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Process run = run(taken.getLocalPort());
      assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(run.exitValue()).isEqualTo(1);
      assertThat(output().lines().filter(line -> !line.startsWith("Picked up JAVA_TOOL_OPTIONS")))
          .singleElement()
          .asString()
          .contains("port " + taken.getLocalPort() + " is in use");
    }
  }

  @Test
  void oneCommandStartsAllAndSigtermStopsAll() throws Exception {
    int port = Ports.free();
    Process run = run(port);
    try {
      awaitReady(run, port);
      assertThat(pids()).allMatch(Processes::isAlive).hasSize(3);
      String health =
          output()
              .lines()
              .filter(line -> line.startsWith("Health, metrics and what operators use: "))
              .map(line -> line.substring(line.lastIndexOf(' ') + 1))
              .findFirst()
              .orElseThrow();
      assertThat(status(health)).isEqualTo(200);
      assertThat(status("http://localhost:" + port + "/q/health")).isEqualTo(404);
    } finally {
      run.destroy();
    }
    assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(run.exitValue()).isEqualTo(143);
    assertThat(Ports.isFree("127.0.0.1", port)).isTrue();
    assertThat(own.resolve("data/postgres/data/postmaster.pid")).doesNotExist();
  }

  private void awaitReady(Process run, int port) {
    String ready = "Wharfinger is ready: http://localhost:" + port;
    boolean decided =
        Processes.until(
            Duration.ofMinutes(3),
            () -> !run.isAlive() || output().lines().anyMatch(ready::equals));
    assertThat(decided && run.isAlive()).as(output()).isTrue();
  }

  /** The service, Kafka and Postgres. */
  private List<ProcessHandle> pids() throws IOException {
    List<ProcessHandle> pids = new ArrayList<>();
    for (String file : List.of("service.pid", "kafka/kafka.pid", "postgres/data/postmaster.pid")) {
      String pid = Files.readAllLines(own.resolve("data").resolve(file)).getFirst().strip();
      pids.add(ProcessHandle.of(Long.parseLong(pid)).orElseThrow());
    }
    return pids;
  }

  @Test
  void whatItStartedEndsWithItWhenItIsKilled() throws Exception {
    int port = Ports.free();
    Process run = run(port);
    awaitReady(run, port);
    List<ProcessHandle> children = pids();
    assertThat(run.destroyForcibly().waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(
            Processes.until(
                Duration.ofMinutes(1), () -> children.stream().noneMatch(Processes::isAlive)))
        .isTrue();
  }

  @Test
  void aLaterStartEndsWhatIsStillRunningAndSaysSo() throws Exception {
    int port = Ports.free();
    Process run = run(port);
    awaitReady(run, port);
    List<ProcessHandle> children = pids();
    run.descendants()
        .filter(child -> child.info().command().orElse("").matches(".*/(sh|dash|bash|cat)"))
        .forEach(ProcessHandle::destroyForcibly);
    assertThat(run.destroyForcibly().waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(Processes.isAlive(children.getFirst())).as("the service goes on").isTrue();
    int next = Ports.free();
    Process later = run(next);
    try {
      awaitReady(later, next);
      assertThat(output()).containsPattern("had left running: the service, .*Postgres");
      assertThat(children).noneMatch(Processes::isAlive);
    } finally {
      later.destroy();
    }
    assertThat(later.waitFor(60, TimeUnit.SECONDS)).isTrue();
  }

  private static int status(String address) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(URI.create(address)).build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }
  }

  private Process run(int port) throws IOException {
    List<String> command = new ArrayList<>(List.of(Processes.java(), "-Xmx192m"));
    command.add("-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
    command.add("-Dwharfinger.jar=" + ServiceProcess.jar());
    command.addAll(List.of("-cp", Processes.classPath(), RunWharfinger.class.getName()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder
        .environment()
        .putAll(
            Map.of(
                "PORT",
                Integer.toString(port),
                "WHARFINGER_DATA",
                own + "/data",
                // as on a Turkish machine, where "i" has an upper case that ASCII has not
                "JAVA_TOOL_OPTIONS",
                "-Duser.language=tr -Duser.country=TR"));
    return builder.redirectOutput(own.resolve("output").toFile()).start();
  }

  private String output() {
    try {
      return Files.readString(own.resolve("output"), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      return "";
    }
  }

  private static void execute(String url, String sql) throws SQLException {
    try (Connection connection = connect(url);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String query(String url, String sql) throws SQLException {
    try (Connection connection = connect(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }

  private static Connection connect(String url) throws SQLException {
    return DriverManager.getConnection(url, stack.postgres().user(), stack.postgres().password());
  }

  private static void createTopic(String name) throws Exception {
    try (Admin admin = Admin.create(kafka())) {
      admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get();
    }
  }

  private static void append(String topic, String value) throws Exception {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(kafka(), new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(topic, value)).get().offset();
    }
  }

  private static List<String> read(String topic) {
    TopicPartition partition = new TopicPartition(topic, 0);
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(kafka(), new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofSeconds(1)).forEach(record -> values.add(record.value()));
      }
    }
    return values;
  }

  private static Map<String, Object> kafka() {
    return Map.of("bootstrap.servers", stack.kafka().bootstrapServers());
  }
}
