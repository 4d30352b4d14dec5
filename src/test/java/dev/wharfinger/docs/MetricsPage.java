package dev.wharfinger.docs;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.wharfinger.platform.metric.Metric;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** {@code docs/metrics.md}: every metric, read off the constant that declares it. */
public final class MetricsPage {

  private static final String HEAD =
      """
      # Metrics

      Generated from the code; do not edit. Prometheus reads them at `/q/metrics` on the management port (9000). The dashboards are in
      `deploy/grafana/dashboards`, the alerts in `deploy/prometheus` ([operate.md](operate.md#alarms) says what to do about them).

      A counter is 0 when an instance starts, and each instance counts its own work. A gauge that speaks of a topic or the database is
      the same on all instances, or soon will be: use `min` or `max` over the instances, not `sum`. The label `job` is called `exported_job` in Prometheus, which uses `job` for
      the target.

      The framework adds `http_server_requests_seconds` (`_count`, `_sum`, `_max`; labels `method`, `uri`: the route, `status`, `outcome`), and `jvm_*`,
      `process_*` and `system_*` of the virtual machine and the machine.

      | series | type | unit | labels | meaning |
      |---|---|---|---|---|
      """;

  private MetricsPage() {}

  static String markdown() {
    StringBuilder page = new StringBuilder(HEAD);
    metrics()
        .forEach(metric ->
            page.append(
                "| %s | %s | %s | %s | %s |\n"
                    .formatted(
                        quoted(metric.series()),
                        metric.kind().name().toLowerCase(Locale.ROOT),
                        metric.unit(),
                        quoted(metric.labels()),
                        metric.description())));
    return page.toString();
  }

  private static String quoted(List<String> names) {
    return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
  }

  /** Every metric, by name. */
  public static List<Metric> metrics() {
    List<Metric> metrics = new ArrayList<>();
    for (JavaClass type :
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.wharfinger")) {
      type.getFields().stream()
          .filter(field -> field.getRawType().isEquivalentTo(Metric.class))
          .map(MetricsPage::constant)
          .forEach(metrics::add);
    }
    metrics.sort(Comparator.comparing(Metric::name));
    return metrics;
  }

  private static Metric constant(JavaField declared) {
    Field field = declared.reflect();
    field.setAccessible(true);
    try {
      return (Metric) field.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("not readable: " + field, e);
    }
  }
}
