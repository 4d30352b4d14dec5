package dev.wharfinger.repositories.autoprune;

import dev.wharfinger.repositories.repository.RepositoryName;

/** What the policies of a request belong to, as the request names it. */
sealed interface AutoPruneTarget {

  /** The caller's own account, on its dedicated route. */
  record OwnAccount() implements AutoPruneTarget {}

  /** An organization, or the caller's own account. */
  record Namespace(String name) implements AutoPruneTarget {}

  /** A repository. */
  record OfRepository(RepositoryName name) implements AutoPruneTarget {}
}
