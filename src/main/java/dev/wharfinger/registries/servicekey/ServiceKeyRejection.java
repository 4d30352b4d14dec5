package dev.wharfinger.registries.servicekey;

import dev.wharfinger.platform.journal.Rejection;

/** Why commands on service keys are rejected. */
sealed interface ServiceKeyRejection extends Rejection {

  /** The display name contains what display names cannot. */
  record InvalidFriendlyName(String name) implements ServiceKeyRejection {}

  /** The expiration is a time that cannot be represented. */
  record ImpossibleExpiration(String why) implements ServiceKeyRejection {}

  /** The reasons that quote nothing. */
  enum Simple implements ServiceKeyRejection {
    INVALID_SERVICE_NAME,

    /** A new key would have expired already. */
    CREATED_EXPIRED,

    /** A changed key would have expired already. */
    CHANGED_TO_EXPIRED,

    /** The metadata is too large together with what is kept of it. */
    METADATA_TOO_LONG
  }
}
