package dev.wharfinger.platform.id;

/**
 * A number that identifies something, with the kind of thing in its type, so that the id of one
 * kind cannot be passed for that of another. In the journal and in the rows it is the plain number.
 * All kinds draw their numbers from one counter.
 */
public sealed interface Id permits AccountId, OrganizationId, TeamId, RepositoryId {

  /** The number, as it is stored and shown to clients. */
  long value();
}
