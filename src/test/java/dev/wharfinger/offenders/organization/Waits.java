package dev.wharfinger.offenders.organization;

import io.smallrye.mutiny.Uni;

/** An event loop that waits for itself waits for ever. */
public final class Waits {
  void hang(Uni<Void> asked) {
    asked.await().indefinitely();
  }
}
