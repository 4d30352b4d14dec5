package dev.wharfinger.registrytoken;

import dev.wharfinger.repository.RepositoryEvent.Role;
import dev.wharfinger.repository.RepositoryEvent.State;
import dev.wharfinger.repository.RepositoryStanding;
import dev.wharfinger.repository.RepositoryStanding.Missing;
import dev.wharfinger.repository.RepositoryStanding.Present;
import dev.wharfinger.security.Caller;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A repository that a client wants to use, with all that counts for it; what comes of it is decided
 * here and nowhere else. Source: contract neighbours 1.3 and 6, common 3 and 11.
 *
 * @param creates whether he may create it where it is missing
 * @param caches whether its organization is a proxy cache: what is there comes from upstream
 * @param full whether its namespace is at its limit
 * @param takesWrites whether the installation does
 */
record RepositoryAtHand(
    RepositoryStanding standing,
    boolean creates,
    boolean caches,
    boolean full,
    boolean takesWrites) {

  /** What comes of a wish. */
  sealed interface Verdict {

    /** So much of it is granted, possibly nothing. */
    record Granted(Set<String> actions) implements Verdict {
      public Granted {
        actions = Set.copyOf(actions);
      }
    }

    /** The repository is to be created first. */
    record ToBeCreated() implements Verdict {}

    /** He might push, but nothing more fits into the namespace. */
    record Full() implements Verdict {}
  }

  /** Decides. */
  Verdict on(ResourceScope wish, Caller caller) {
    return switch (standing) {
      case Missing _ -> onMissing(wish);
      case Present present -> onPresent(present, wish, caller);
    };
  }

  /** A pull makes a repository of a cache, a push one of any other namespace. */
  private Verdict onMissing(ResourceScope wish) {
    boolean wanted = caches ? wish.asks(ResourceScope.PULL) : wish.asks(ResourceScope.PUSH);
    if (!wanted || !creates || !takesWrites) {
      return new Verdict.Granted(Set.of());
    }
    return full && !caches ? new Verdict.Full() : new Verdict.ToBeCreated();
  }

  private Verdict onPresent(Present present, ResourceScope wish, Caller caller) {
    boolean changes =
        takesWrites && present.state() == State.NORMAL && present.allows(Role.WRITE, caller);
    boolean pushes = changes && !caches;
    if (pushes && full && wish.asks(ResourceScope.PUSH)) {
      return new Verdict.Full();
    }
    Set<String> granted = new LinkedHashSet<>();
    if (wish.includes(ResourceScope.PULL) && isReadBy(caller, present)) {
      granted.add(ResourceScope.PULL);
    }
    if (wish.includes(ResourceScope.PUSH) && pushes && !full) {
      granted.add(ResourceScope.PUSH);
    }
    if (wish.includes(ResourceScope.DELETE) && changes) {
      granted.add(ResourceScope.DELETE);
    }
    if (wish.asks(ResourceScope.EVERYTHING)
        && pushes
        && !full
        && present.allows(Role.ADMIN, caller)) {
      granted.add(ResourceScope.EVERYTHING);
    }
    return new Verdict.Granted(granted);
  }

  private static boolean isReadBy(Caller caller, Present present) {
    return present.isPublic()
        || present.allows(Role.READ, caller)
        || (caller instanceof Caller.User user && user.readOnlySuperuser());
  }
}
