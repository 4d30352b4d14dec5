package dev.wharfinger.repositories.authorizedemail;

import dev.wharfinger.platform.journal.Rejection;
import dev.wharfinger.repositories.repository.RepositoryName;

/** Why commands on e-mail addresses of a repository are rejected. */
sealed interface AuthorizedEmailRejection extends Rejection {

  /** There is no such repository. */
  record NoRepository(RepositoryName repository) implements AuthorizedEmailRejection {}

  /** Nobody was sent this code. */
  record UnknownCode() implements AuthorizedEmailRejection {}
}
