package dev.wharfinger.repositories.proxycache;

import dev.wharfinger.platform.journal.Rejection;

/** Why commands on proxy caches are rejected. */
sealed interface ProxyCacheRejection extends Rejection {

  /** There is no such organization, and its tags would have to be looked at. */
  record NoOrganization(String organization) implements ProxyCacheRejection {}

  /**
   * The service may not connect to the address of the other registry.
   *
   * @param why the words of the check of addresses
   */
  record AddressRefused(String why) implements ProxyCacheRejection {}

  /** The reasons that quote nothing. */
  enum Simple implements ProxyCacheRejection {
    ALREADY_CONFIGURED,

    /** A cache cannot keep what upstream changes. */
    HAS_IMMUTABLE_TAGS,

    /** There is no such organization that could be configured. */
    NOT_CONFIGURABLE
  }
}
