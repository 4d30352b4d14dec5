package dev.wharfinger.platform.http;

import io.netty.util.internal.PlatformDependent;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** The connections to one port: how many there are, and how many bytes are still to be read. */
final class ConnectionsOfPort {

  private final Set<ConnectionGuard> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong unsent = new AtomicLong();
  private final long mostUnsent =
      PlatformDependent.maxDirectMemory() / ConnectionLimits.SHARE_OF_DIRECT_MEMORY;

  /**
   * Admits a connection. At the limit, closes the connection that has been without a request for
   * the longest time: first one that never sent a request, last one too young to have sent any.
   * False if all have requests in progress.
   */
  boolean admit(ConnectionGuard guard) {
    if (open.size() >= ConnectionLimits.MAX_CONNECTIONS) {
      Optional<ConnectionGuard> idle =
          first(
              ConnectionGuard::isIdle,
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

  /**
   * Counts unsent bytes of answers; above the limit, closes the connection whose client has read
   * nothing for the longest time.
   */
  void unsent(long bytes) {
    if (unsent.addAndGet(bytes) > mostUnsent && bytes > 0) {
      first(ConnectionGuard::isWriting, Comparator.comparing(ConnectionGuard::sentSince))
          .ifPresent(ConnectionGuard::evict);
    }
  }

  private Optional<ConnectionGuard> first(
      Predicate<ConnectionGuard> which, Comparator<ConnectionGuard> order) {
    return open.stream().filter(which).min(order);
  }
}
