package dev.wharfinger.offenders.organization;

import io.smallrye.common.annotation.Blocking;

/** Nothing is moved to a worker thread by annotation. */
public final class BlocksByNote {
  @Blocking
  void work() {}
}
