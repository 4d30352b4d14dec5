package dev.wharfinger.offenders.organization;

import java.util.Timer;

/** It stands still, or hurries, when the clock is set. */
public final class GoesByTheWallClock {
  private final Timer timer = new Timer();

  void stop() {
    timer.cancel();
  }
}
