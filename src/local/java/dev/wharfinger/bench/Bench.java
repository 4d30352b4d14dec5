package dev.wharfinger.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.bench.Load.Figures;
import dev.wharfinger.bench.Load.Shot;
import dev.wharfinger.local.LocalStack;
import dev.wharfinger.local.ServiceProcess;
import dev.wharfinger.local.StackAddresses;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.function.ToDoubleFunction;

/**
 * Measures the packaged artifact on the embedded stack, each figure beside a floor that was
 * measured in the same run, and writes a table and JSON. Arguments: seconds per run (default 10),
 * namespaces of the large registry (default 1,000,000), usage logs of a long month (default
 * 10,000,000). With the name of a part before them that alone is measured; with {@code compare} and
 * another build's jar, what that build does in the same time ({@link Compare}).
 */
final class Bench {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final int SMALL = 1_000;
  private static final int REPORTS = 200_000;
  private static final int REPORTS_A_SECOND = 2_000;
  private static final String ORGANIZATION = "/api/v1/organization/bench-";

  /** How many times as fast as the best before it a run must be to count as a rise. */
  private static final double RISING = 1.05;

  /** Runs after the first that may be faster than the one before. */
  private static final int STEADY = 7;

  private final ObjectNode report = JSON.createObjectNode();
  private final Duration time;
  private final Load load;
  private final ServiceProcess service;
  private final String jdbcUrl;
  private final Properties databaseUser = new Properties();
  private final HttpClient http = HttpClient.newHttpClient();
  private final ActivityBench activity;
  private final AtomicLong created = new AtomicLong();
  private String token = "";

  private Bench(
      Duration time,
      Load load,
      ServiceProcess service,
      String jdbcUrl,
      Map<String, String> environment) {
    this.time = time;
    this.load = load;
    this.service = service;
    this.jdbcUrl = jdbcUrl;
    databaseUser.put("user", environment.get("QUARKUS_DATASOURCE_USERNAME"));
    databaseUser.put("password", environment.get("QUARKUS_DATASOURCE_PASSWORD"));
    this.activity =
        new ActivityBench(
            jdbcUrl,
            databaseUser,
            environment.getOrDefault("KAFKA_BOOTSTRAP_SERVERS", ""),
            environment.getOrDefault("WHARFINGER_TOPIC_PREFIX", ""));
  }

  public static void main(String[] arguments) throws Exception {
    if (arguments.length > 1 && arguments[0].equals("compare")) {
      Compare.main(List.of(arguments).subList(1, arguments.length));
      return;
    }
    String alone =
        arguments.length > 0
                && Set.of("activity", "bruteForce", "growth", "reads", "restore", "tags", "writes")
                    .contains(arguments[0])
            ? arguments[0]
            : "";
    int first = alone.isEmpty() ? 0 : 1;
    int seconds = arguments.length > first ? Integer.parseInt(arguments[first]) : 10;
    int large = arguments.length > first + 1 ? Integer.parseInt(arguments[first + 1]) : 1_000_000;
    int logs = arguments.length > first + 2 ? Integer.parseInt(arguments[first + 2]) : 10_000_000;
    Path folder = Files.createTempDirectory("wharfinger-bench");
    Vertx vertx = Vertx.vertx();
    try (LocalStack stack = LocalStack.start(folder)) {
      StackAddresses.Isolated own = stack.addresses().freshDatabase();
      Map<String, String> environment = new HashMap<>(own.environment());
      environment.putAll(
          Map.of(
              "SUPER_USERS", "admin",
              "FEATURE_SUPERUSERS_FULL_ACCESS", "true",
              "FEATURE_USER_INITIALIZE", "true",
              "QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING", "true",
              "FEATURE_OAUTH_PASSWORD_GRANT", "true"));
      Training.run(stack.addresses(), folder);
      ServiceProcess.start(folder.resolve("first.log"), 0, environment).stop();
      long before = System.nanoTime();
      try (ServiceProcess service =
          ServiceProcess.start(folder.resolve("service.log"), 0, environment)) {
        double startup = (System.nanoTime() - before) / 1e9;
        Bench bench =
            new Bench(
                Duration.ofSeconds(seconds),
                new Load(vertx, service.port()),
                service,
                stack.addresses().jdbcUrl(own.database()),
                environment);
        switch (alone) {
          case "activity" -> bench.runAlone(bench::reported);
          case "bruteForce" -> bench.runAlone(bench::bruteForce);
          case "growth" -> bench.runAlone(() -> bench.growth(large));
          case "reads" -> bench.runAlone(bench::reads);
          case "restore" -> bench.runAlone(bench::restore);
          case "tags" -> bench.runAlone(bench::manyTags);
          case "writes" -> bench.runAlone(bench::writes);
          default -> bench.run(startup, large, logs);
        }
      }
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().get();
    }
  }

  private void run(double startup, int large, int logs) throws Exception {
    prepare();
    row("start with the stack up", "%.2f s".formatted(startup), "goal < 4 s");
    report.put("start_seconds", startup);
    warmUp();
    reads();
    writes();
    reported();
    bruteForce();
    largeOrganization();
    manyTags();
    restore();
    growth(large);
    longMonth(logs);
    write();
  }

  /** A piece of the measurement. */
  private interface Part {
    void run() throws Exception;
  }

  private void runAlone(Part part) throws Exception {
    prepare();
    warmUp();
    part.run();
    write();
  }

  private void write() throws Exception {
    long resident = resident();
    row("resident memory after the run", resident / 1024 + " MiB", "goal < 400 MiB");
    report.put("resident_kib", resident);
    Path file = Path.of("bench-results", Instant.now().toString().replace(':', '-') + ".json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, JSON.writeValueAsString(report) + "\n");
    System.out.println("\nwritten: " + file);
  }

  private void prepare() throws Exception {
    HttpResponse<String> first =
        call(
            "POST",
            "/api/v1/user/initialize",
            "{\"username\":\"admin\",\"password\":\"bench-password\",\"access_token\":true}");
    token = JSON.readTree(first.body()).get("access_token").textValue();
    for (int i = 0; i < 16; i++) {
      expect(201, call("POST", "/api/v1/organization/", "{\"name\":\"bench-" + i + "\"}"));
      for (String team : new String[] {"builders", "readers"}) {
        expect(200, call("PUT", ORGANIZATION + i + "/team/" + team, "{\"role\":\"member\"}"));
      }
    }
    fill(SMALL);
  }

  /** Everything in turn for a while, so that the first that is measured is not the first to run. */
  private void warmUp() throws Exception {
    for (int round = 0; round < 3; round++) {
      Figures _ = load.run(16, time.dividedBy(2), this::readFloor);
      Figures _ = load.run(16, time.dividedBy(2), this::getOrganization);
      Figures _ = load.run(16, time.dividedBy(2), this::writeFloor);
      Figures _ = load.run(16, time.dividedBy(2), this::create);
    }
  }

  private Figures steady(int clients, LongFunction<Shot> shots) throws Exception {
    return steady(() -> load.run(clients, time, shots), Figures::perSecond);
  }

  /**
   * What the fastest run gave, when two in a row were no faster: until then it is the JIT that is
   * measured.
   */
  private static <T> T steady(Callable<T> run, ToDoubleFunction<T> perSecond) throws Exception {
    T best = run.call();
    int slower = 0;
    for (int again = 0; again < STEADY && slower < 2; again++) {
      T next = run.call();
      boolean rises = perSecond.applyAsDouble(next) > RISING * perSecond.applyAsDouble(best);
      slower = rises ? 0 : slower + 1;
      best = perSecond.applyAsDouble(next) > perSecond.applyAsDouble(best) ? next : best;
    }
    return best;
  }

  private Shot readFloor(long n) {
    return Shot.get("/bench/read/1", "");
  }

  private Shot getOrganization(long n) {
    return Shot.get(ORGANIZATION + n % 16, token);
  }

  private Shot writeFloor(long n) {
    return Shot.post("/bench/write", "", "", 200);
  }

  private Shot create(long n) {
    String name = "{\"name\":\"created-" + created.incrementAndGet() + "\"}";
    return Shot.post("/api/v1/organization/", token, name, 201);
  }

  private void reads() throws Exception {
    Figures floor = steady(16, this::readFloor);
    compare(
        "getOrganization, admin, 3 teams, 16 clients",
        "get_organization",
        floor,
        steady(16, this::getOrganization));
  }

  private void writes() throws Exception {
    for (int clients : new int[] {16, 64}) {
      Figures floor = steady(clients, this::writeFloor);
      compare(
          "createOrganization, " + clients + " clients",
          "create_organization_" + clients,
          floor,
          steady(clients, this::create));
    }
  }

  /** What registries report: as much as there is, and then steadily beside reads of the API. */
  private void reported() throws Exception {
    activity.prepare();
    double perSecond = steady(() -> activity.project(REPORTS), Double::doubleValue);
    double copied = activity.copy();
    row(
        "reports projected",
        String.format(Locale.ROOT, "%,.0f/s", perSecond),
        String.format(
            Locale.ROOT,
            "the same rows by COPY %,.0f/s: %.0f%%, goal >= 25%%",
            copied,
            100 * perSecond / copied));
    report.putObject("activity").put("per_second", perSecond).put("copy_per_second", copied);
    settle();
    CompletableFuture<Figures> reads =
        CompletableFuture.supplyAsync(() -> {
          try {
            return load.run(4, time, this::getOrganization);
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
    double lag = activity.lag(REPORTS_A_SECOND, time);
    row(
        "lag at " + REPORTS_A_SECOND + " reports/s beside reads",
        String.format(Locale.ROOT, "%.2f s", lag),
        String.format(Locale.ROOT, "goal < 2 s; reads %,.0f/s", reads.get().perSecond()));
    report.withObject("/activity").put("lag_seconds", lag);
  }

  /** What another client notices while somebody guesses passwords, and what he who guesses does. */
  private void bruteForce() throws Exception {
    try (Connection connection = DriverManager.getConnection(jdbcUrl, databaseUser);
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          INSERT INTO wharfinger.namespace (id, kind, name, email, subject_key, verified,
            password_hash, tag_expiration_s, created)
          SELECT 6000000000000 + i, 'user', '%s' || i, '%s' || i || '@bench.example',
                 gen_random_uuid(), true, a.password_hash, 1209600, now()
          FROM generate_series(0, %d) i, wharfinger.namespace a WHERE a.name = 'admin'
          """
              .formatted(BruteForce.KNOWN, BruteForce.KNOWN, BruteForce.KNOWN_NAMES - 1));
    }
    settle();
    Figures alone = load.run(4, time, this::getOrganization);
    CompletableFuture<BruteForce.Outcome> attack = new BruteForce(service.baseUrl()).begin();
    Figures beside = load.run(4, time, this::getOrganization);
    BruteForce.Outcome outcome = attack.get();
    compare("getOrganization, 4 clients, beside a brute force", "brute_force", alone, beside);
    row(
        "brute force: 10,000 guesses, 50 addresses, 1,000 names",
        "%d got in, %d looked at, %d turned away, %d else, %.0f s"
            .formatted(
                outcome.signedIn(),
                outcome.looked(),
                outcome.turnedAway(),
                outcome.other(),
                outcome.seconds()),
        "mean answer: known names %.1f ms, unknown %.1f ms"
            .formatted(outcome.knownMillis(), outcome.unknownMillis()));
    report.set("brute_force_outcome", JSON.valueToTree(outcome));
    if (outcome.signedIn() > 0) {
      throw new IllegalStateException("somebody got in");
    }
  }

  private void growth(int large) throws Exception {
    settle();
    Figures one = steady(16, this::getOrganization);
    Figures page = steady(4, this::page);
    fill(large);
    settle();
    Figures oneLarge = steady(16, this::getOrganization);
    Figures pageLarge = steady(4, this::page);
    compare("getOrganization, " + large + " beside fewer namespaces", "growth_get", one, oneLarge);
    compare("a page of listAllUsers, the same", "growth_list", page, pageLarge);
  }

  /**
   * One of a tenth and one of ten times its size: the answer grows tenfold, and so may the cost.
   */
  private void largeOrganization() throws Exception {
    FilledOrganization small =
        new FilledOrganization("bench-small", 4_000_000_000_000L, 20, 500, 1_000);
    FilledOrganization large =
        new FilledOrganization("bench-large", 5_000_000_000_000L, 200, 5_000, 10_000);
    try (Connection connection = DriverManager.getConnection(jdbcUrl, databaseUser)) {
      for (FilledOrganization each : List.of(small, large)) {
        expect(201, call("POST", "/api/v1/organization/", "{\"name\":\"" + each.name() + "\"}"));
        each.fill(connection);
      }
    }
    settle();
    for (String view : List.of("", "/members", "/collaborators")) {
      String path = "/api/v1/organization/%s" + view;
      Figures _ = load.run(4, time, _ -> Shot.get(path.formatted(large.name()), token));
      Figures tenth = load.run(4, time, _ -> Shot.get(path.formatted(small.name()), token));
      Figures whole = load.run(4, time, _ -> Shot.get(path.formatted(large.name()), token));
      compare(
          "200 teams, 5,000 members, 10,000 repositories: " + (view.isEmpty() ? "itself" : view),
          "large_organization" + view.replace('/', '_'),
          tenth,
          whole);
    }
  }

  /** A large organization that was deleted comes back, after a small one that warms up. */
  private void restore() throws Exception {
    DeletedOrganization small =
        new DeletedOrganization("gone-small", 7_000_000_000_000L, 20, 500, 1_000);
    DeletedOrganization large =
        new DeletedOrganization("gone-large", 8_000_000_000_000L, 200, 5_000, 10_000);
    try (Connection connection = DriverManager.getConnection(jdbcUrl, databaseUser)) {
      small.fill(connection);
      large.fill(connection);
    }
    settle();
    double tenth = restore(small);
    double whole = restore(large);
    row(
        "200 teams, 5,000 members, 10,000 repositories: restored",
        String.format(Locale.ROOT, "%.2f s", whole),
        String.format(Locale.ROOT, "a tenth of it %.2f s; goal < 10 s", tenth));
    report.putObject("restore").put("seconds", whole).put("seconds_of_a_tenth", tenth);
  }

  private double restore(DeletedOrganization gone) throws Exception {
    long before = System.nanoTime();
    HttpResponse<String> answer =
        call("POST", "/api/wharfinger/v1/history/organization/" + gone.name() + "/restore", "{}");
    double seconds = (System.nanoTime() - before) / 1e9;
    expect(200, answer);
    JsonNode restored = JSON.readTree(answer.body()).path("restored");
    if (restored.path("repositories").asInt() != gone.repositories()
        || restored.path("members").asInt() != gone.members()) {
      throw new IllegalStateException("not all is there: " + restored);
    }
    return seconds;
  }

  /** A repository with a thousand tags, and one with a hundred times as many. */
  private void manyTags() throws Exception {
    ManyTags few = new ManyTags("bench-0", "few-tags", 1_000);
    ManyTags many = new ManyTags("bench-0", "many-tags", 100_000);
    try (Connection connection = DriverManager.getConnection(jdbcUrl, databaseUser)) {
      for (ManyTags each : List.of(few, many)) {
        ObjectNode repository =
            JSON.createObjectNode()
                .put("namespace", each.namespace())
                .put("repository", each.name())
                .put("visibility", "private")
                .put("description", "");
        expect(201, call("POST", "/api/v1/repository", JSON.writeValueAsString(repository)));
        each.fill(connection);
      }
    }
    settle();
    for (Map.Entry<String, String> view : many.views().entrySet()) {
      String ofFew = Objects.requireNonNull(few.views().get(view.getKey()));
      Figures _ = load.run(4, time, _ -> Shot.get(view.getValue(), token));
      Figures floor = load.run(4, time, _ -> Shot.get(ofFew, token));
      compare(
          "100,000 tags instead of 1,000: " + view.getKey(),
          "many_tags_" + view.getKey().replace(' ', '_'),
          floor,
          load.run(4, time, _ -> Shot.get(view.getValue(), token)));
    }
  }

  /** A month of an organization's usage logs, when it is short and when it is long. */
  private void longMonth(int logs) throws Exception {
    LongMonth month = new LongMonth("bench-0", "admin");
    Map<String, Figures> few = month(month, 10_000);
    month(month, logs)
        .forEach((view, figures) ->
            compare(
                "%,d usage logs: %s".formatted(logs, view),
                "long_month_" + view.replace(' ', '_'),
                Objects.requireNonNull(few.get(view)),
                figures));
  }

  private Map<String, Figures> month(LongMonth month, int logs) throws Exception {
    try (Connection connection = DriverManager.getConnection(jdbcUrl, databaseUser)) {
      month.fill(connection, logs);
    }
    settle();
    Map<String, String> paths = new LinkedHashMap<>();
    for (Map.Entry<String, String> view : month.views().entrySet()) {
      paths.put(view.getKey(), view.getValue());
      paths.put(view.getKey() + ", hundredth page", hundredth(view.getValue()));
    }
    Map<String, Figures> figures = new LinkedHashMap<>();
    for (Map.Entry<String, String> path : paths.entrySet()) {
      Figures _ = load.run(4, time, _ -> Shot.get(path.getValue(), token));
      figures.put(path.getKey(), load.run(4, time, _ -> Shot.get(path.getValue(), token)));
    }
    return figures;
  }

  /** The way to the hundredth page, or to the last one before it. */
  private String hundredth(String path) throws Exception {
    String page = path;
    for (int i = 1; i < 100; i++) {
      JsonNode next = JSON.readTree(call("GET", page, "").body()).path("next_page");
      if (next.isMissingNode()) {
        break;
      }
      page = path + "&next_page=" + next.textValue();
    }
    return page;
  }

  private Shot page(long n) {
    return Shot.get("/api/v1/superuser/users/?limit=100", token);
  }

  private void compare(String title, String key, Figures floor, Figures figures) {
    row(
        title,
        String.format(
            Locale.ROOT,
            "%,.0f/s p50 %,d us p99 %,d us",
            figures.perSecond(),
            figures.p50(),
            figures.p99()),
        String.format(
            Locale.ROOT,
            "floor %,.0f/s p50 %,d us p99 %,d us: throughput %.0f%%, p50 x%.2f, p99 x%.2f",
            floor.perSecond(),
            floor.p50(),
            floor.p99(),
            100 * figures.perSecond() / floor.perSecond(),
            (double) figures.p50() / floor.p50(),
            (double) figures.p99() / floor.p99()));
    ObjectNode entry = report.putObject(key);
    entry.set("measured", JSON.valueToTree(figures));
    entry.set("floor", JSON.valueToTree(floor));
  }

  private static void row(String title, String figure, String beside) {
    System.out.printf("%-58s %-44s %s%n", title, figure, beside);
  }

  /** Fills the read model up to a number of namespaces, half of them users, by SQL. */
  private void fill(int namespaces) throws Exception {
    try (Connection connection = DriverManager.getConnection(jdbcUrl, databaseUser);
        Statement statement = connection.createStatement()) {
      statement.execute("SET search_path = wharfinger");
      statement.execute(
          """
          INSERT INTO namespace (id, kind, name, email, subject_key, tag_expiration_s, created)
          SELECT i, CASE WHEN i %% 2 = 0 THEN 'user' ELSE 'organization' END, 'filler-' || i,
                 'filler-' || i || '@bench.example', gen_random_uuid(), 1209600, now()
          FROM generate_series(1000000001, 1000000000 + %d) i
          ON CONFLICT DO NOTHING
          """
              .formatted(namespaces));
      statement.execute(
          """
          INSERT INTO team (id, organization, name, role, description)
          SELECT n.id + 2000000000 * k, n.id, 'team-' || k, 'admin', ''
          FROM namespace n CROSS JOIN generate_series(1::bigint, 3) k
          WHERE n.kind = 'organization' AND n.name LIKE 'filler-%' ON CONFLICT DO NOTHING
          """);
      statement.execute("VACUUM ANALYZE");
    }
  }

  /** Has Postgres write out now what it would otherwise write while the next run is measured. */
  private void settle() throws Exception {
    try (Connection connection = DriverManager.getConnection(jdbcUrl, databaseUser);
        Statement statement = connection.createStatement()) {
      statement.execute("CHECKPOINT");
    }
  }

  /** Resident memory of the service in KiB. */
  private long resident() throws Exception {
    return Files.readAllLines(Path.of("/proc/" + service.handle().pid() + "/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .findFirst()
        .orElseThrow();
  }

  private HttpResponse<String> call(String method, String path, String body) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(service.baseUrl() + path))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static void expect(int status, HttpResponse<String> response) {
    if (response.statusCode() != status) {
      throw new IllegalStateException(response.uri() + ": " + response.statusCode());
    }
  }
}
