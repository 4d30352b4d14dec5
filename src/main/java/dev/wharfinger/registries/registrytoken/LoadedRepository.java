package dev.wharfinger.registries.registrytoken;

import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.repositories.repository.RepositoryAccess;
import dev.wharfinger.repositories.repository.RepositoryAccess.Missing;
import dev.wharfinger.repositories.repository.RepositoryAccess.Present;
import dev.wharfinger.repositories.repository.RepositoryEvent.Role;
import dev.wharfinger.repositories.repository.RepositoryEvent.State;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A repository that a client wants to use, with everything relevant to the decision, which is made
 * here. Source: contract neighbours 1.3 and 6, common 3 and 11, metrics-and-config 2.1.
 *
 * @param may what the caller may bring about there
 * @param caches whether its organization is a proxy cache: its content comes from upstream
 * @param full whether its namespace has reached its limit
 * @param mirrors whether the caller is the robot that pushes what the repository copies as a mirror
 * @param takesWrites whether the installation accepts writes
 */
record LoadedRepository(
    RepositoryAccess access,
    May may,
    boolean caches,
    boolean full,
    boolean mirrors,
    boolean takesWrites) {

  /** What a caller may bring about in a namespace, whatever the role in the repository. */
  enum May {
    /** Nothing. */
    NOTHING,
    /** Have the cache fetch any repository: a member of an organization that is a proxy cache. */
    FETCH,
    /** Create repositories. */
    CREATE,
    /** Create the namespace, which does not exist. */
    CREATE_NAMESPACE
  }

  /** The decision on a requested scope. */
  sealed interface Verdict {

    /** These actions are granted, possibly none. */
    record Granted(Set<String> actions) implements Verdict {
      public Granted {
        actions = Set.copyOf(actions);
      }
    }

    /** The repository is to be created first. */
    record ToBeCreated() implements Verdict {}

    /** An organization for the repository is to be created first. */
    record NamespaceToBeCreated() implements Verdict {}

    /** The namespace is full: these are the granted actions that remain. */
    record Full(Set<String> left) implements Verdict {
      public Full {
        left = Set.copyOf(left);
      }
    }
  }

  /** Decides on a requested scope. */
  Verdict on(ResourceScope tokenRequest, Caller caller) {
    return switch (access) {
      case Missing _ -> onMissing(tokenRequest, caller);
      case Present present -> onPresent(present, tokenRequest, caller);
    };
  }

  /**
   * A pull creates a repository of a cache, a push one of any other namespace, or the namespace
   * itself. A caller who may read the whole namespace may pull a missing repository, so that the
   * registry reports it as missing.
   */
  private Verdict onMissing(ResourceScope tokenRequest, Caller caller) {
    Set<String> granted =
        tokenRequest.includes(ResourceScope.PULL) && reads(caller)
            ? Set.of(ResourceScope.PULL)
            : Set.of();
    boolean wanted =
        caches ? tokenRequest.asks(ResourceScope.PULL) : tokenRequest.asks(ResourceScope.PUSH);
    if (!wanted || !takesWrites) {
      return new Verdict.Granted(granted);
    }
    return switch (may) {
      case NOTHING -> new Verdict.Granted(granted);
      case CREATE_NAMESPACE -> new Verdict.NamespaceToBeCreated();
      case FETCH, CREATE -> onCreatable(granted);
    };
  }

  private Verdict onCreatable(Set<String> granted) {
    return full && !caches ? new Verdict.Full(granted) : new Verdict.ToBeCreated();
  }

  private Verdict onPresent(Present present, ResourceScope tokenRequest, Caller caller) {
    boolean changes = takesWrites && isOpen(present.state()) && present.allows(Role.WRITE, caller);
    boolean pushes = changes && !caches;
    Set<String> granted = new LinkedHashSet<>();
    if (tokenRequest.includes(ResourceScope.PULL) && (present.isPublic() || reads(caller))) {
      granted.add(ResourceScope.PULL);
    }
    if (tokenRequest.includes(ResourceScope.DELETE) && changes) {
      granted.add(ResourceScope.DELETE);
    }
    if (tokenRequest.includes(ResourceScope.PUSH) && pushes && full) {
      return new Verdict.Full(granted);
    }
    if (tokenRequest.includes(ResourceScope.PUSH) && pushes) {
      granted.add(ResourceScope.PUSH);
    }
    if (tokenRequest.asks(ResourceScope.EVERYTHING)
        && pushes
        && present.allows(Role.ADMIN, caller)) {
      granted.add(ResourceScope.EVERYTHING);
    }
    return new Verdict.Granted(granted);
  }

  private boolean isOpen(State state) {
    return switch (state) {
      case NORMAL -> true;
      case READ_ONLY -> false;
      case MIRROR -> mirrors;
    };
  }

  private boolean reads(Caller caller) {
    return access.allows(Role.READ, caller)
        || (caches && may != May.NOTHING)
        || (caller instanceof Caller.User user && user.readOnlySuperuser());
  }
}
