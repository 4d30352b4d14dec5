package dev.wharfinger.repositories.repository;

/** What the policies of a request belong to, as the request names it. */
public sealed interface PolicyTarget {

  /** The caller's own account, on its dedicated route. */
  record OwnAccount() implements PolicyTarget {}

  /** An organization, or the caller's own account. */
  record Namespace(String name) implements PolicyTarget {}

  /** A repository. */
  record OfRepository(RepositoryName name) implements PolicyTarget {}
}
