package dev.wharfinger.repositories.repository;

import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.EventName;

/** The events of a user's stars. Source: contract repositories 5. */
public sealed interface StarEvent extends Event {

  /** The account id of the user. */
  long account();

  /** The id of the repository. */
  long repository();

  /** A user starred a repository. */
  @EventName("repository-starred.v1")
  record RepositoryStarred(long account, long repository) implements StarEvent {}

  /** A user removed the star from a repository. */
  @EventName("repository-unstarred.v1")
  record RepositoryUnstarred(long account, long repository) implements StarEvent {}
}
