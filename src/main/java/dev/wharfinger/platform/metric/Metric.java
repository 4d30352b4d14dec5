package dev.wharfinger.platform.metric;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A metric of the service, declared as a constant of the class that measures it. {@code
 * docs/metrics.md} is generated from these constants, and the dashboards and alerts under {@code
 * deploy} are checked against them.
 *
 * @param name with dots, {@code wharfinger.journal.lag}
 * @param unit what is counted or measured, in the plural
 * @param description what it tells an operator, in one sentence
 * @param labels whose values tell its series apart
 */
public record Metric(String name, Kind kind, String unit, String description, List<String> labels) {

  /** Units that are part of the name of a series; what is counted otherwise is not. */
  private static final Set<String> NAMED_UNITS = Set.of("bytes", "seconds", "items");

  /** How the values of a metric behave. */
  public enum Kind {
    /** Only grows, until the instance restarts. */
    COUNTER,
    /** Goes up and down. */
    GAUGE,
    /** How many values there were, their sum, and the largest one of late. */
    SUMMARY
  }

  /** Something that is counted. */
  public static Metric counter(String name, String unit, String description, String... labels) {
    return new Metric(name, Kind.COUNTER, unit, description, List.of(labels));
  }

  /** A state that is looked at. */
  public static Metric gauge(String name, String unit, String description, String... labels) {
    return new Metric(name, Kind.GAUGE, unit, description, List.of(labels));
  }

  /** Values of which many are recorded. */
  public static Metric summary(String name, String unit, String description, String... labels) {
    return new Metric(name, Kind.SUMMARY, unit, description, List.of(labels));
  }

  /** Registers the counter, with a value for each label. */
  public Counter count(MeterRegistry registry, String... values) {
    return Counter.builder(name)
        .description(description)
        .baseUnit(baseUnit())
        .tags(tags(values))
        .register(registry);
  }

  /** Registers the gauge: the registry asks an object for it, which the caller must keep. */
  public <T> void observe(
      MeterRegistry registry, T object, ToDoubleFunction<T> value, String... values) {
    Gauge _ =
        Gauge.builder(name, object, value)
            .description(description)
            .baseUnit(baseUnit())
            .tags(tags(values))
            .register(registry);
  }

  /** Registers the summary, with a value for each label. */
  public DistributionSummary record(MeterRegistry registry, String... values) {
    return DistributionSummary.builder(name)
        .description(description)
        .baseUnit(baseUnit())
        .tags(tags(values))
        .register(registry);
  }

  /** The names of its series as Prometheus reads them. */
  public List<String> series() {
    String base = name.replace('.', '_') + (NAMED_UNITS.contains(unit) ? "_" + unit : "");
    return switch (kind) {
      case COUNTER -> List.of(base + "_total");
      case GAUGE -> List.of(base);
      case SUMMARY -> List.of(base + "_count", base + "_sum", base + "_max");
    };
  }

  private @Nullable String baseUnit() {
    return NAMED_UNITS.contains(unit) ? unit : null;
  }

  private Tags tags(String... values) {
    if (values.length != labels.size()) {
      throw new IllegalArgumentException("%s takes the labels %s".formatted(name, labels));
    }
    List<Tag> tags = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      tags.add(Tag.of(labels.get(i), values[i]));
    }
    return Tags.of(tags);
  }
}
