package dev.wharfinger.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wharfinger.chaos.FakeClock;
import dev.wharfinger.local.LocalStack;
import dev.wharfinger.local.ServiceProcess;
import dev.wharfinger.local.StackAddresses;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The clock of an instance's machine is set back by five minutes, and its work goes on. */
class ClockSetBackIT {

  private static final int SECONDS_BACK = 300;
  private static final Pattern AGE =
      Pattern.compile("wharfinger_job_age_seconds\\{job=\"([^\"]+)\"[^}]*} (\\S+)");

  /** Those that are due every few seconds. */
  private static final List<String> FREQUENT =
      List.of(
          "activity",
          "audit-feed",
          "log-export",
          "quota-notifications",
          "signing-keys",
          "subject-keys");

  /** The process reads the file once a second. */
  private static final int READ_MILLIS = 2_000;

  @TempDir Path folder;

  private int next;

  @Test
  void scheduledWorkGoesOn() throws Exception {
    FakeClock clock = clock();
    StackAddresses.Isolated where = LocalStack.freshDatabase();
    Tables tables = new Tables(LocalStack.shared(), where.database());
    try (ServiceProcess service = Instances.start(folder, where, clock.environment());
        ApiClient admin = ApiClient.ofFirstUser(service.baseUrl())) {
      Waiting.until("the feed follows", () -> isFeedLevel(tables));

      clock.set(-SECONDS_BACK);
      while (isOnTime(tables)) {
        assertThat(creates(admin)).isTrue();
        Waiting.millis(200);
      }
      long since = System.nanoTime();
      assertThat(creates(admin)).isTrue();

      Waiting.until("the feed goes on", () -> isFeedLevel(tables));
      Waiting.until(
          "every frequent job was done since",
          () -> {
            double elapsed = Duration.ofNanos(System.nanoTime() - since).toMillis() / 1e3;
            Map<String, Double> ages = ages(service);
            return FREQUENT.stream().allMatch(job -> ages.getOrDefault(job, elapsed) < elapsed);
          });
    }
  }

  @Test
  void kafkaIsFoundAgainByClientsThatLostItAtALaterTime() throws Exception {
    FakeClock clock = clock();
    try (LocalStack stack = LocalStack.start(folder)) {
      StackAddresses.Isolated where = stack.addresses().freshDatabase();
      kafkaIsFoundAgain(clock, stack, where);
    }
  }

  private void kafkaIsFoundAgain(FakeClock clock, LocalStack stack, StackAddresses.Isolated where)
      throws IOException {
    Tables tables = new Tables(stack.addresses(), where.database());
    try (ServiceProcess service = Instances.start(folder, where, clock.environment());
        ApiClient admin = ApiClient.ofFirstUser(service.baseUrl())) {
      clock.set(SECONDS_BACK);
      Waiting.millis(READ_MILLIS);
      stack.kafka().kill();
      Waiting.until("writes are refused", () -> !creates(admin));
      clock.set(0);
      Waiting.millis(READ_MILLIS);
      stack.kafka().restart();

      Waiting.until("writes go on", () -> creates(admin));
      Waiting.until("the feed goes on", () -> isFeedLevel(tables));
    }
  }

  private FakeClock clock() throws IOException {
    Optional<Path> library = FakeClock.installed();
    assumeTrue(library.isPresent(), "there is no libfaketime");
    FakeClock clock = new FakeClock(library.get(), folder.resolve("clock"));
    clock.set(0);
    return clock;
  }

  private boolean creates(ApiClient admin) {
    return admin.createOrganization("organization" + next++, Optional.empty()).is(201);
  }

  private static boolean isFeedLevel(Tables tables) {
    return tables
        .texts(
            "SELECT (a.seq = h.seq)::text FROM vault.audit_position a, wharfinger.journal_head h")
        .equals(List.of("true"));
  }

  /** Whether the last write has the time of this machine. */
  private static boolean isOnTime(Tables tables) {
    return tables
        .texts(
            "SELECT (count(*) = 0)::text FROM wharfinger.usage_log WHERE kind = 'org_create'"
                + " AND time < now() - interval '4 minutes'")
        .equals(List.of("true"));
  }

  private static Map<String, Double> ages(ServiceProcess service) {
    Map<String, Double> ages = new HashMap<>();
    Matcher lines = AGE.matcher(RestAssured.get(service.managementUrl() + "/q/metrics").asString());
    while (lines.find()) {
      ages.put(lines.group(1), Double.parseDouble(lines.group(2)));
    }
    return ages;
  }
}
