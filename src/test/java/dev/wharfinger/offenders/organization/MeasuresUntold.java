package dev.wharfinger.offenders.organization;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** A metric that stands on no page is found by nobody. */
public final class MeasuresUntold {
  Counter count(MeterRegistry meters) {
    return meters.counter("wharfinger.untold");
  }
}
