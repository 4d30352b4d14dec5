package dev.wharfinger.repositories.repository;

import dev.wharfinger.platform.journal.Rejection;

/** Why commands on repositories are rejected. */
enum RepositoryRejection implements Rejection {
  ALREADY_EXISTS,

  /** The name breaks the rule for names of repositories. */
  INVALID_NAME
}
