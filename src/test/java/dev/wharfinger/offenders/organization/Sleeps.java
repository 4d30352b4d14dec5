package dev.wharfinger.offenders.organization;

/** An event loop that sleeps serves nobody. */
public final class Sleeps {
  void nap() throws InterruptedException {
    Thread.sleep(1);
  }
}
