package dev.wharfinger.platform.journal;

import java.util.Set;
import java.util.function.Consumer;

/**
 * Where caches receive invalidations. A cache may answer only while {@link #trusted()}, and must
 * discard a value whose loading began before an invalidation of its key.
 */
public interface CacheInvalidations {

  /** Whether this instance currently receives every change, so that caches may be used. */
  boolean trusted();

  /**
   * Registers a listener for sets of outdated keys; {@link CacheInvalidation#EVERYTHING} means all
   * keys.
   */
  void listen(Consumer<Set<String>> listener);
}
