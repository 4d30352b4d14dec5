package dev.wharfinger.platform.vault;

import io.smallrye.mutiny.Uni;
import java.util.UUID;

/**
 * The part of a rotation of the master key that concerns the keys of subjects. Each step is whole
 * in itself and may be repeated, so a rotation that was interrupted is continued by beginning
 * again.
 */
public final class KeyRotation {

  private final KeyTable table;
  private final KeyFollower follower;
  private final MasterKeys masters;

  KeyRotation(KeyTable table, KeyFollower follower, MasterKeys masters) {
    this.table = table;
    this.follower = follower;
    this.masters = masters;
  }

  /**
   * The result of a step.
   *
   * @param done how many keys and marks of erased keys were written again
   * @param reached where the next step continues
   */
  public record Step(int done, UUID reached) {
    /** Before the first step. */
    public static final Step FIRST = new Step(0, new UUID(0, 0));

    /** Whether nothing was left. */
    public boolean isLast() {
      return done == 0;
    }
  }

  /**
   * Has the log say what is kept of earlier master keys, and the table hold everything that was
   * written to the log with one of them.
   */
  public Uni<Void> follow() {
    return follower.follow().replaceWithVoid();
  }

  /** Wraps some keys by the master key in use, and authenticates some marks with it. */
  public Uni<Step> step(Step before) {
    return table
        .outdated(before.reached())
        .flatMap(states ->
            states.isEmpty()
                ? Uni.createFrom().item(new Step(0, before.reached()))
                : follower
                    .append(states)
                    .replaceWith(new Step(states.size(), states.getLast().id())));
  }

  /**
   * Notes that nothing needs an earlier master key itself any more, so that instances start without
   * it; returns whether that was new.
   */
  public Uni<Boolean> release() {
    return table
        .pool()
        .withTransaction(transaction ->
            masters
                .released()
                .map(next -> MasterKeys.store(transaction, next).replaceWith(true))
                .orElseGet(() -> Uni.createFrom().item(false)))
        .call(released -> released ? follower.follow() : Uni.createFrom().voidItem());
  }
}
