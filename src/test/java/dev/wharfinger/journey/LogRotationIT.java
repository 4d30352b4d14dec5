package dev.wharfinger.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.local.LocalStack;
import dev.wharfinger.local.ServiceProcess;
import dev.wharfinger.local.StackAddresses;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Months of usage logs that are too old are dropped, whatever else uses the tables. */
class LogRotationIT {

  private final StackAddresses.Isolated where = LocalStack.freshDatabase();
  private final Tables tables = new Tables(LocalStack.shared(), where.database());
  private final ServiceProcess service =
      Instances.start(
          Path.of("target", "log-rotation-it"),
          where,
          Map.of("FEATURE_ACTION_LOG_ROTATION", "true", "ACTION_LOG_ROTATION_THRESHOLD", "30d"));

  @AfterEach
  void end() {
    service.kill();
  }

  @Test
  void aMonthThatSomebodyReadsIsDroppedWhenItIsFree() throws Exception {
    try (ApiClient admin = ApiClient.ofFirstUser(service.baseUrl())) {
      make("2020-03-01T00:00:00Z");
      try (Connection reader =
          tables.hold("LOCK TABLE wharfinger.usage_log_2020_03 IN ACCESS SHARE MODE")) {
        make("2020-04-01T00:00:00Z");
        Waiting.until("the month is waited for", () -> tables.waiting("%DETACH PARTITION%") == 1);
        Waiting.until("it is given up", () -> tables.waiting("%DETACH PARTITION%") == 0);
        assertThat(months()).isNotEmpty();
        assertThat(admin.createOrganization("acme", Optional.empty()).is(201)).isTrue();
        reader.rollback();
      }
      Waiting.until("both months are dropped", () -> months().isEmpty());
    }
  }

  private void make(String month) {
    tables.execute("SET search_path = wharfinger; SELECT make_usage_log_month('" + month + "')");
  }

  private List<String> months() {
    return tables.texts(
        "SELECT relname::text FROM pg_class WHERE relname LIKE 'usage\\_log\\_2020\\___'");
  }
}
