package dev.wharfinger.repositories.repository;

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

/** What can happen to a repository. Source: contract neighbours 6. */
public sealed interface RepositoryEvent extends Event {

  /** Its id. */
  long repository();

  /** Its name without its namespace's. */
  String name();

  /** The account id of its namespace. */
  long namespace();

  /** The name of its namespace at the time. */
  Personal namespaceName();

  /** What somebody may do with a repository; each role includes those before it. */
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

    /** The role of that name. */
    public static Role of(String word) {
      Role role = BY_WORD.get(word);
      if (role == null) {
        throw new IllegalArgumentException("no repository role: " + word);
      }
      return role;
    }
  }

  /** Whether a repository may be pushed to. */
  enum State {
    NORMAL,
    READ_ONLY,
    MIRROR
  }

  /**
   * What a new repository grants from the beginning, to exactly one of a user or robot and a team.
   *
   * @param permission its id
   */
  record Grant(long permission, @Nullable Long account, @Nullable Long team, Role role) {}

  /**
   * A repository came to be.
   *
   * @param statusToken shows the state of a private repository to whoever has it
   * @param grants its creator's and those of the namespace's default permissions
   */
  @EventName("repository-created.v1")
  record RepositoryCreated(
      long repository,
      String name,
      long namespace,
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
      long repository, String name, long namespace, Personal namespaceName, Personal description)
      implements RepositoryEvent {}

  /** Whether everybody may read it was set, possibly to what it was. */
  @EventName("repository-visibility-set.v1")
  record RepositoryVisibilitySet(
      long repository, String name, long namespace, Personal namespaceName, boolean isPublic)
      implements RepositoryEvent {}

  /** Whether it may be pushed to was set, possibly to what it was. */
  @EventName("repository-state-set.v1")
  record RepositoryStateSet(
      long repository, String name, long namespace, Personal namespaceName, State state)
      implements RepositoryEvent {}

  /** It is gone, with its permissions. */
  @EventName("repository-deleted.v1")
  record RepositoryDeleted(long repository, String name, long namespace, Personal namespaceName)
      implements RepositoryEvent {}
}
