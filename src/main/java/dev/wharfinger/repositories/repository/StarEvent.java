package dev.wharfinger.repositories.repository;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.EventName;

/** The events of a user's stars. Source: contract repositories 5. */
public sealed interface StarEvent extends Event {

  /** The account id of the user. */
  AccountId account();

  /** The id of the repository. */
  RepositoryId repository();

  /** A user starred a repository. */
  @EventName("repository-starred.v1")
  record RepositoryStarred(AccountId account, RepositoryId repository) implements StarEvent {}

  /** A user removed the star from a repository. */
  @EventName("repository-unstarred.v1")
  record RepositoryUnstarred(AccountId account, RepositoryId repository) implements StarEvent {}
}
