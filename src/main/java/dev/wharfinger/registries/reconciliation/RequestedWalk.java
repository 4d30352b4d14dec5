package dev.wharfinger.registries.reconciliation;

import dev.wharfinger.platform.http.Writes;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;

/** A walk that an operator asks for on the command line; an instance that runs carries it out. */
@Singleton
public class RequestedWalk {

  private final WalkedRegistry registry;
  private final Writes writes;

  @Inject
  RequestedWalk(WalkedRegistry registry, Writes writes) {
    this.registry = registry;
    this.writes = writes;
  }

  /** Whether there is a registry to walk over. */
  public boolean isPossible() {
    return registry.isAttached();
  }

  /** Starts it; false if one is under way. */
  public Uni<Boolean> start() {
    return writes
        .submitOwn(Instant.now(), new StartWalk(UUID.randomUUID()))
        .map(done -> done.seq() != 0);
  }
}
