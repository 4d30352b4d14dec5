package dev.wharfinger.records.feed;

import dev.wharfinger.api.Wharfinger;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * At the end of a test JVM: whatever its tests changed through the service is on the audit feed,
 * whole, once, and as its document says. A fault fails the build.
 */
public final class FeedOfTheRun implements LauncherSessionListener {

  private static final AtomicReference<Wharfinger> SERVICE = new AtomicReference<>();

  /** The service whose feed is looked at in the end; those after the first share it. */
  public static void watch(Wharfinger service) {
    SERVICE.compareAndSet(null, service);
  }

  @Override
  public void launcherSessionClosed(LauncherSession session) {
    Wharfinger service = SERVICE.get();
    if (service != null) {
      long begun = System.nanoTime();
      WholeFeed whole = WholeFeed.of(service);
      whole.holds();
      System.out.printf(
          Locale.ROOT,
          "The audit feed of this run: %d events of %d types in %d records, held against its document in %.1f s%n",
          whole.feed().size(),
          whole.types(),
          whole.journal().size(),
          (System.nanoTime() - begun) / 1e9);
    }
  }
}
