package dev.wharfinger.platform.http;

import io.netty.util.internal.PlatformDependent;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** The connections to one port: how many there are, and what their clients have not taken yet. */
final class ConnectionsOfPort {

  private final Set<ConnectionGuard> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong unsent = new AtomicLong();
  private final long mostUnsent =
      PlatformDependent.maxDirectMemory() / ConnectionLimits.SHARE_OF_DIRECT_MEMORY;

  /**
   * Takes a connection in. Beyond the most of connections the one ends that asks nothing for the
   * longest time, first of all one that never asked anything, last of all one that had no time to;
   * false if all are being answered.
   */
  boolean admit(ConnectionGuard guard) {
    if (open.size() >= ConnectionLimits.MAX_CONNECTIONS) {
      Optional<ConnectionGuard> idle =
          first(
              ConnectionGuard::isAskingNothing,
              Comparator.comparing(ConnectionGuard::isYoung)
                  .thenComparing(ConnectionGuard::wasAnswered)
                  .thenComparing(ConnectionGuard::since));
      if (idle.isEmpty()) {
        return false;
      }
      idle.get().evict();
    }
    open.add(guard);
    return true;
  }

  void leave(ConnectionGuard guard) {
    open.remove(guard);
  }

  /** Counts bytes of answers; beyond the most the client is left that takes none for longest. */
  void unsent(long bytes) {
    if (unsent.addAndGet(bytes) > mostUnsent && bytes > 0) {
      first(ConnectionGuard::isBeingSentTo, Comparator.comparing(ConnectionGuard::sentSince))
          .ifPresent(ConnectionGuard::evict);
    }
  }

  private Optional<ConnectionGuard> first(
      Predicate<ConnectionGuard> which, Comparator<ConnectionGuard> order) {
    return open.stream().filter(which).min(order);
  }
}
