package dev.wharfinger.registries.activity;

import dev.wharfinger.platform.metric.Metric;

/** What is measured while reports are read from the topic. */
final class ActivityMetrics {

  static final Metric PROJECTED =
      Metric.counter(
          "wharfinger.activity.projected", "reports", "Reports that this instance projected.");
  static final Metric UNKNOWN =
      Metric.counter(
          "wharfinger.activity.unknown", "reports", "Reports about unknown repositories.");
  static final Metric LAG =
      Metric.gauge(
          "wharfinger.activity.lag",
          "reports",
          "Reports on the topic that have not been projected yet.");
  static final Metric PARKED =
      Metric.gauge(
          "wharfinger.activity.parked",
          "reports",
          "Reports that this instance has parked since it started.");

  private ActivityMetrics() {}
}
