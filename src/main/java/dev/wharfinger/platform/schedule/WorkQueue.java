package dev.wharfinger.platform.schedule;

import io.smallrye.mutiny.Uni;

/** Work that waits item by item, of which {@link Attempts} knows what failed. */
public interface WorkQueue {

  /** Its name, as operators see it. */
  String name();

  /** How long its items wait, and how often they are tried. */
  Waits waits();

  /** Gives an item up for good; false for one that must not be given up, or is not there. */
  Uni<Boolean> drop(String item);
}
