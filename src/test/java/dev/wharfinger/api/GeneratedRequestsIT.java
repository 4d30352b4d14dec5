package dev.wharfinger.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.journey.Chain;
import dev.wharfinger.local.LocalStack;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Generated requests over every operation that the OpenAPI document of the running service lists:
 * each is answered as the contract allows, whoever sends it and whatever is in it.
 *
 * <p>Every run of all tests sends the same {@value #USUAL} requests. {@code
 * -Dwharfinger.generated.requests=100000 -Dwharfinger.generated.seed=N} sends more and others;
 * {@code -Dwharfinger.generated.only=I} sends one request of a run.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GeneratedRequestsIT {

  private static final long USUAL = 10_000;
  private static final long REQUESTS = Long.getLong("wharfinger.generated.requests", USUAL);
  private static final long SEED = Long.getLong("wharfinger.generated.seed", 1_791);
  private static final long ONLY = Long.getLong("wharfinger.generated.only", -1);

  /** After so many requests the cast is restored. */
  private static final long ROUND = 5_000;

  private static final int CONNECTIONS = 16;
  private static final int SHOWN_PER_KIND = 2;

  /** Of all operations, those that must have been done at least once. */
  private static final double DONE_SHARE = 0.7;

  /** With fewer requests than these, chance decides which operations are done. */
  private static final long ENOUGH = 50_000;

  /** A stack trace may follow a thread that a busy machine held up, and nothing else. */
  private static final Pattern TROUBLE =
      Pattern.compile(
          "^\\S+ \\S+ (ERROR|FATAL)\\b.*|^(Caused by: )?[a-z]\\w*(\\.[\\w$]+)+(Exception|Error)\\b.*");

  private static final Path LOG = OwnFolder.PATH.resolve("generated.log");

  private static Wharfinger service;
  private static Cast cast;
  private static RequestGenerator generator;
  private static AnswerRules rules;
  private static int port;

  private final AtomicLong putOff = new AtomicLong();
  private final Map<String, AtomicLong> done = new ConcurrentHashMap<>();
  private final Map<String, AtomicLong> kinds = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();

  @BeforeAll
  static void start() throws IOException {
    System.out.println("Generated requests: -Dwharfinger.generated.seed=" + SEED);
    Files.deleteIfExists(LOG);
    service =
        Wharfinger.empty(
            "generated",
            Map.of(
                "SUPER_USERS", "root,chief",
                "FEATURE_SUPERUSERS_FULL_ACCESS", "true",
                "FEATURE_SUPERUSER_CONFIGDUMP", "true",
                "FEATURE_REQUIRE_TEAM_INVITE", "false",
                "FEATURE_REPO_MIRROR", "true",
                "FEATURE_USER_METADATA", "true",
                "FEATURE_USER_RENAME", "true",
                "QUOTA_REGISTRY_SIZE_POLL_PERIOD", "1"));
    port = URI.create(service.origin()).getPort();
    var document =
        Answers.json(RestAssured.get(service.origin() + "/q/openapi?format=json").asString());
    cast = new Cast(service);
    cast.restore();
    generator = new RequestGenerator(SEED, document, cast);
    rules = new AnswerRules(new Description(document.deepCopy()), cast);
  }

  @AfterAll
  static void stop() {
    service.stop();
  }

  @Test
  @Order(1)
  void theCastIsHadBackWhateverBecameOfIt() {
    cast.harm();
    assertThat(cast.lost())
        .containsExactlyInAnyOrder(
            Role.DISABLED,
            Role.COOKIE,
            Role.READER,
            Role.PLAIN,
            Role.MEMBER,
            Role.ADMIN,
            Role.BROWSER,
            Role.SUPERUSER,
            Role.AUDITOR);
    cast.restore();
    assertThat(cast.lost()).isEmpty();
  }

  @Test
  @Order(2)
  void whoMayNotWriteLeavesNothingInTheJournal() {
    int before = Chain.read(servers(), service.topicPrefix()).valid().size();
    send(0, REQUESTS * 3 / 10, Role.WITHOUT_WRITES);
    Chain after = Chain.read(servers(), service.topicPrefix());
    after.valid().stream()
        .skip(before)
        .filter(record -> !isSignUp(record))
        .limit(SHOWN_PER_KIND)
        .forEach(
            record -> faults.add("journal: " + AnswerRules.cut(record.get("events").toString())));
    assertThat(cast.lost()).as("callers whose requests proved nothing").isEmpty();
    isWell();
  }

  /** Open to everybody with a token of any scope. Source: contract sessions 2.1. */
  private static boolean isSignUp(JsonNode record) {
    JsonNode first = record.at("/events/0");
    return first.at("/type").textValue().equals("user-created.v1")
        && first.at("/data/origin").textValue().equals("SIGNED_UP");
  }

  @Test
  @Order(3)
  void everyRequestIsAnsweredAsTheContractAllows() {
    long from = REQUESTS * 3 / 10;
    for (long begin = from; begin < REQUESTS; begin += ROUND) {
      cast.restore();
      send(begin, Math.min(REQUESTS, begin + ROUND), Role.ALL);
    }
    List<String> never =
        generator.operationIds().stream().filter(it -> !done.containsKey(it)).toList();
    System.out.println("Never done: " + never);
    isWell();
    assertThat(Chain.read(servers(), service.topicPrefix()).valid()).isNotEmpty();
    if (REQUESTS >= ENOUGH) {
      assertThat((double) never.size())
          .as("the generator does something: never done are %s", never)
          .isLessThan(generator.operationIds().size() * (1 - DONE_SHARE));
    }
  }

  private void isWell() {
    System.out.println("Kinds of faults: " + new TreeMap<>(kinds) + ", put off: " + putOff);
    assertThat(service.management().get("/q/health").statusCode()).isEqualTo(200);
    faults.addAll(troubleInTheLog());
    service
        .management()
        .get("/q/metrics")
        .asString()
        .lines()
        .filter(line -> line.contains(Nasty.MARK))
        .limit(SHOWN_PER_KIND)
        .forEach(line -> faults.add("metrics: " + AnswerRules.cut(line)));
    assertThat(faults).as("-Dwharfinger.generated.seed=%d", SEED).isEmpty();
  }

  private void send(long from, long to, Set<Role> roles) {
    AtomicLong next = new AtomicLong(ONLY < 0 ? from : Math.max(ONLY, from));
    long end = ONLY < 0 ? to : Math.min(ONLY + 1, to);
    try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        all.add(threads.submit(() -> work(next, end, roles)));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (java.util.concurrent.ExecutionException e) {
      throw new AssertionError(e.getCause());
    }
  }

  private void work(AtomicLong next, long end, Set<Role> roles) {
    try (RawClient client = new RawClient(port)) {
      for (long index = next.getAndIncrement(); index < end; index = next.getAndIncrement()) {
        GeneratedRequest request = generator.request(index, roles);
        List<String> found = sent(client, request);
        if (!found.isEmpty()) {
          report(client, request, found, roles);
        }
      }
    }
  }

  private List<String> sent(RawClient client, GeneratedRequest request) {
    long begin = System.nanoTime();
    RawClient.Outcome outcome =
        Patience.with(
            () -> client.send(request), GeneratedRequestsIT::isPutOff, putOff::incrementAndGet);
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    if (millis > 10_000) {
      System.out.println("Slow, " + millis + " ms: " + request.replay(client.host()));
    }
    if (outcome instanceof RawClient.Outcome.Answer answer && answer.status() < 300) {
      done.computeIfAbsent(request.operation(), _ -> new AtomicLong()).incrementAndGet();
    }
    return rules.faults(request, outcome);
  }

  /**
   * A refusal that hopes for better times is one only as long as these may come; for a closed
   * repository they do not.
   */
  private static boolean isPutOff(RawClient.Outcome outcome) {
    return outcome instanceof RawClient.Outcome.Answer answer
        && answer.status() == 503
        && !AnswerRules.isClosedRepository(answer)
        && !answer.header("Retry-After").isEmpty();
  }

  /** With as few twists as still fail. */
  private void report(
      RawClient client, GeneratedRequest request, List<String> found, Set<Role> roles) {
    String kind = found.getFirst().split("[ :] ", 2)[0] + " of " + request.operation();
    if (kinds.computeIfAbsent(kind, _ -> new AtomicLong()).incrementAndGet() > SHOWN_PER_KIND) {
      return;
    }
    GeneratedRequest smallest = request;
    List<String> shown = found;
    for (Twist twist : request.twists()) {
      Set<Twist> fewer =
          smallest.twists().isEmpty()
              ? EnumSet.noneOf(Twist.class)
              : EnumSet.copyOf(smallest.twists());
      fewer.remove(twist);
      GeneratedRequest smaller = generator.request(request.index(), roles, fewer);
      List<String> still = sent(client, smaller);
      if (!still.isEmpty()
          && still.getFirst().split(":", 2)[0].equals(found.getFirst().split(":", 2)[0])) {
        smallest = smaller;
        shown = still;
      }
    }
    faults.add(
        "%s%n  request %d of %s by %s, twists %s%n  %s%n"
            .formatted(
                String.join("; ", shown),
                smallest.index(),
                smallest.operation(),
                smallest.role(),
                smallest.twists(),
                smallest.replay(client.host())));
  }

  /** The service says nothing of a client's mistakes but facts, and nothing that a client sent. */
  private static List<String> troubleInTheLog() {
    List<String> trouble = new ArrayList<>();
    try (var lines = Files.lines(LOG)) {
      lines
          .filter(line ->
              TROUBLE.matcher(line).matches()
                  || line.contains(Nasty.MARK)
                  || cast.secrets().stream().anyMatch(line::contains))
          .limit(20)
          .forEach(line -> trouble.add("log: " + AnswerRules.cut(line)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return trouble;
  }

  private static String servers() {
    return LocalStack.shared().bootstrapServers();
  }
}
