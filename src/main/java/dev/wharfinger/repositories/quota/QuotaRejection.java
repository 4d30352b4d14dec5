package dev.wharfinger.repositories.quota;

import dev.wharfinger.platform.journal.Rejection;
import dev.wharfinger.repositories.quota.QuotaEvent.Family;
import java.math.BigInteger;

/** Why commands on quotas and their limits are rejected. */
sealed interface QuotaRejection extends Rejection {

  /** The account has a quota, and there can be one only. */
  record AlreadyExists(Family family, String account) implements QuotaRejection {}

  /** The size is below the smallest that is accepted. */
  record SizeTooSmall(BigInteger bytes) implements QuotaRejection {}

  /** The size is a text whose unit is unknown. */
  record SizeUnreadable(Family family) implements QuotaRejection {}

  /** The reasons that quote nothing. */
  enum Simple implements QuotaRejection {
    /** The size is larger than can be represented. */
    SIZE_TOO_LARGE,

    /** A new quota was requested without a size. */
    NO_SIZE,

    LIMIT_ALREADY_EXISTS,

    /** A limit either warns or rejects. */
    UNKNOWN_LIMIT_TYPE,

    /** A new limit was requested with a threshold of zero. */
    NO_THRESHOLD,

    THRESHOLD_OUT_OF_RANGE
  }
}
