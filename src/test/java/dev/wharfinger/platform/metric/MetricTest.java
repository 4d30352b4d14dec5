package dev.wharfinger.platform.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MetricTest {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  /** Dashboards and the reference name series, so these must be the ones that are there. */
  @Test
  void namesTheSeriesThatPrometheusReads() {
    AtomicLong state = new AtomicLong(7);
    Metric counter = Metric.counter("wharfinger.crates.opened", "crates", "Opened.", "reason");
    Metric plain = Metric.gauge("wharfinger.crates.left", "crates", "Left.");
    Metric bytes = Metric.gauge("wharfinger.crates.size", "bytes", "Size.", "kind");
    Metric summary = Metric.summary("wharfinger.crates.weight", "grams", "Weight.");
    counter.count(registry, "rotten").increment(3);
    plain.observe(registry, state, AtomicLong::get);
    bytes.observe(registry, state, AtomicLong::get, "wood");
    summary.record(registry).record(5);

    String scraped = registry.scrape();

    assertThat(scraped)
        .contains(
            "# HELP wharfinger_crates_opened_total Opened.",
            "wharfinger_crates_opened_total{reason=\"rotten\",} 3.0",
            "wharfinger_crates_left 7.0",
            "wharfinger_crates_size_bytes{kind=\"wood\",} 7.0");
    for (Metric metric : new Metric[] {counter, plain, bytes, summary}) {
      for (String series : metric.series()) {
        assertThat(scraped).containsPattern("(?m)^" + series + "[ {]");
      }
    }
  }

  @Test
  void takesAValueForEachLabel() {
    Metric metric = Metric.counter("wharfinger.crates.opened", "crates", "Opened.", "reason");

    assertThatThrownBy(() -> metric.count(registry))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("wharfinger.crates.opened takes the labels [reason]");
  }
}
