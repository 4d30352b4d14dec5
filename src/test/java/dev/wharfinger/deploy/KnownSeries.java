package dev.wharfinger.deploy;

import dev.wharfinger.docs.MetricsPage;
import dev.wharfinger.platform.metric.Metric;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.NamingConvention;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheus.PrometheusNamingConvention;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The series that Prometheus finds, and those that an expression names. */
final class KnownSeries {

  /** Of Prometheus itself. */
  private static final Set<String> PROMETHEUS = Set.of("up");

  private static final Set<String> WORDS =
      Set.of(
          "by",
          "or",
          "sum",
          "min",
          "max",
          "rate",
          "increase",
          "changes",
          "absent",
          "topk",
          "offset",
          "max_over_time",
          "label_values");

  static final Set<String> ALL = all();

  private KnownSeries() {}

  /** The names in an expression that are neither functions nor labels. */
  static Set<String> named(String expression) {
    String bare =
        expression
            .replaceAll("\"[^\"]*\"", "")
            .replaceAll("\\{[^}]*}", "")
            .replaceAll("\\[[^]]*]", "")
            .replaceAll("by \\([^)]*\\)", "")
            .replaceAll("offset [0-9]+[smhd]", "");
    return Pattern.compile("[a-z][a-z_]*")
        .matcher(bare)
        .results()
        .map(found -> found.group())
        .filter(word -> !WORDS.contains(word))
        .collect(Collectors.toSet());
  }

  private static Set<String> all() {
    Set<String> all = new HashSet<>(PROMETHEUS);
    MetricsPage.metrics().stream().map(Metric::series).forEach(all::addAll);
    all.addAll(framework());
    return all;
  }

  /** What the framework binds, from the same binders. */
  private static Set<String> framework() {
    MeterRegistry registry = new SimpleMeterRegistry();
    new JvmMemoryMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    Set<String> names = new HashSet<>();
    try (JvmGcMetrics collections = new JvmGcMetrics()) {
      collections.bindTo(registry);
    }
    // These appear with the first request and the first collection.
    Timer _ = registry.timer("http.server.requests");
    Timer _ = registry.timer("jvm.gc.pause");
    NamingConvention convention = new PrometheusNamingConvention();
    registry.getMeters().stream()
        .flatMap(meter -> {
          String name =
              convention.name(
                  meter.getId().getName(), meter.getId().getType(), meter.getId().getBaseUnit());
          return switch (meter.getId().getType()) {
            case TIMER, LONG_TASK_TIMER, DISTRIBUTION_SUMMARY ->
                List.of(name + "_count", name + "_sum", name + "_max").stream();
            case COUNTER, GAUGE, OTHER -> Stream.of(name);
          };
        })
        .forEach(names::add);
    return names;
  }
}
