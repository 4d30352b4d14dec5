package dev.wharfinger.platform.journal;

import java.util.Set;
import java.util.function.Consumer;

/**
 * Where caches learn what they must forget. A cache may answer only while {@link #trusted()}, and
 * must not keep what it began to load before a notice that concerns it.
 */
public interface CacheInvalidations {

  /** Whether every change reaches this instance now, so that a cache may be believed. */
  boolean trusted();

  /**
   * Calls for every set of keys that are out of date; {@link CacheInvalidation#EVERYTHING} is all
   * of them.
   */
  void listen(Consumer<Set<String>> listener);
}
