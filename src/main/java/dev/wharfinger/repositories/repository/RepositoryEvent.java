package dev.wharfinger.repositories.repository;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.platform.id.TeamId;
import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.EventName;
import dev.wharfinger.platform.vault.Personal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The events of a repository. Source: contract neighbours 6. */
public sealed interface RepositoryEvent extends Event {

  /** Its id. */
  RepositoryId repository();

  /** Its name without the namespace. */
  String name();

  /** The account id of its namespace. */
  AccountId namespace();

  /** The name of its namespace at the time. */
  Personal namespaceName();

  /** A role in a repository; each includes those before it. */
  enum Role {
    READ("read"),
    WRITE("write"),
    ADMIN("admin");

    private static final Map<String, Role> BY_WORD =
        Arrays.stream(values()).collect(Collectors.toMap(Role::word, Function.identity()));

    private final String word;

    Role(String word) {
      this.word = word;
    }

    /** The name on the wire and in the rows. */
    public String word() {
      return word;
    }

    /** The role with that name. */
    public static Role of(String word) {
      Role role = BY_WORD.get(word);
      if (role == null) {
        throw new IllegalArgumentException("no repository role: " + word);
      }
      return role;
    }
  }

  /** Whether a repository accepts pushes. */
  enum State {
    NORMAL,
    READ_ONLY,
    MIRROR
  }

  /**
   * A permission that a new repository grants initially, to exactly one of an account and a team.
   *
   * @param permission its id
   */
  record Grant(long permission, @Nullable AccountId account, @Nullable TeamId team, Role role) {}

  /**
   * A repository was created.
   *
   * @param statusToken gives access to the state of a private repository
   * @param grants the creator's and those of the namespace's default permissions
   */
  @EventName("repository-created.v1")
  record RepositoryCreated(
      RepositoryId repository,
      String name,
      AccountId namespace,
      Personal namespaceName,
      boolean isPublic,
      Personal description,
      UUID statusToken,
      List<Grant> grants)
      implements RepositoryEvent {
    public RepositoryCreated {
      grants = List.copyOf(grants);
    }
  }

  /** Its description was set, possibly to what it was. */
  @EventName("repository-description-set.v1")
  record RepositoryDescriptionSet(
      RepositoryId repository,
      String name,
      AccountId namespace,
      Personal namespaceName,
      Personal description)
      implements RepositoryEvent {}

  /** Its visibility was set, possibly to what it was. */
  @EventName("repository-visibility-set.v1")
  record RepositoryVisibilitySet(
      RepositoryId repository,
      String name,
      AccountId namespace,
      Personal namespaceName,
      boolean isPublic)
      implements RepositoryEvent {}

  /** Whether it accepts pushes was set, possibly to what it was. */
  @EventName("repository-state-set.v1")
  record RepositoryStateSet(
      RepositoryId repository,
      String name,
      AccountId namespace,
      Personal namespaceName,
      State state)
      implements RepositoryEvent {}

  /** It was deleted, with its permissions. */
  @EventName("repository-deleted.v1")
  record RepositoryDeleted(
      RepositoryId repository, String name, AccountId namespace, Personal namespaceName)
      implements RepositoryEvent {}
}
