package dev.wharfinger.platform.schedule;

import io.smallrye.mutiny.Uni;

/** A queue of items, whose failures are tracked by {@link Attempts}. */
public interface WorkQueue {

  /** Its name, as shown to operators. */
  String name();

  /** How long its items wait, and how often they are tried. */
  Waits waits();

  /** Drops an item for good; false if it must not be dropped, or does not exist. */
  Uni<Boolean> drop(String item);
}
