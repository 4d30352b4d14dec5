package dev.wharfinger.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wharfinger.chaos.FakeClock;
import dev.wharfinger.local.LocalStack;
import dev.wharfinger.local.ServiceProcess;
import dev.wharfinger.local.StackAddresses;
import io.restassured.RestAssured;
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

/** The clock of an instance's machine is set back by five minutes, and its jobs go on. */
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

  @TempDir Path folder;

  private final StackAddresses.Isolated where = LocalStack.freshDatabase();
  private final Tables tables = new Tables(LocalStack.shared(), where.database());

  @Test
  void scheduledWorkGoesOn() throws Exception {
    Optional<Path> library = FakeClock.installed();
    assumeTrue(library.isPresent(), "there is no libfaketime");
    FakeClock clock = new FakeClock(library.get(), folder.resolve("clock"));
    clock.set(0);
    try (ServiceProcess service = Instances.start(folder, where, clock.environment());
        ApiClient admin = ApiClient.ofFirstUser(service.baseUrl())) {
      Waiting.until("the feed follows", this::isFeedLevel);

      clock.set(-SECONDS_BACK);
      for (int i = 0; isOnTime(); i++) { // the process reads the file once a second
        String name = "organization" + i;
        assertThat(admin.createOrganization(name, Optional.empty()).is(201)).isTrue();
        Waiting.millis(200);
      }
      long since = System.nanoTime();
      assertThat(admin.createOrganization("later", Optional.empty()).is(201)).isTrue();

      Waiting.until("the feed goes on", this::isFeedLevel);
      Waiting.until(
          "every frequent job was done since",
          () -> {
            double elapsed = Duration.ofNanos(System.nanoTime() - since).toMillis() / 1e3;
            Map<String, Double> ages = ages(service);
            return FREQUENT.stream().allMatch(job -> ages.getOrDefault(job, elapsed) < elapsed);
          });
    }
  }

  private boolean isFeedLevel() {
    return tables
        .texts(
            "SELECT (a.seq = h.seq)::text FROM vault.audit_position a, wharfinger.journal_head h")
        .equals(List.of("true"));
  }

  /** Whether the last write has the time of this machine. */
  private boolean isOnTime() {
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
