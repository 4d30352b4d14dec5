package dev.wharfinger.repositories.quota;

import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.EventName;
import dev.wharfinger.platform.vault.Personal;

/** What can happen to quotas and their limits. Source: contract superuser 4, neighbours 3. */
public sealed interface QuotaEvent extends Event {

  /** The quota's id. */
  long quota();

  /** The account whose quota it is. */
  long namespace();

  /** The account's name when it happened; it may be a user's. */
  Personal name();

  /** Which operations did it. */
  Family family();

  /** The operations that change quotas; the usage log depends on it. */
  enum Family {
    /** {@code /superuser/organization} and {@code /superuser/users}, which log nothing. */
    SUPERUSER,
    /** {@code /organization}. */
    ORGANIZATION
  }

  /** What is done when a quota is filled to a limit. */
  enum LimitType {
    WARNING("Warning"),
    REJECT("Reject");

    private final String word;

    LimitType(String word) {
      this.word = word;
    }

    /** As views show it. */
    public String word() {
      return word;
    }

    /** The one with this word. */
    public static LimitType of(String word) {
      return word.equals(REJECT.word) ? REJECT : WARNING;
    }
  }

  /** An account got a quota. */
  @EventName("quota-created.v1")
  record QuotaCreated(long quota, long namespace, Personal name, long limitBytes, Family family)
      implements QuotaEvent {}

  /** A quota was set, possibly to what it was. */
  @EventName("quota-changed.v1")
  record QuotaChanged(
      long quota,
      long namespace,
      Personal name,
      long limitBytes,
      long previousLimitBytes,
      Family family)
      implements QuotaEvent {}

  /** A quota is gone, and its limits with it. */
  @EventName("quota-deleted.v1")
  record QuotaDeleted(long quota, long namespace, Personal name, long limitBytes, Family family)
      implements QuotaEvent {}

  /**
   * A quota got a limit.
   *
   * @param spelling the type as the client wrote it
   */
  @EventName("quota-limit-created.v1")
  record QuotaLimitCreated(
      long limit,
      long quota,
      long namespace,
      Personal name,
      LimitType type,
      String spelling,
      int percent,
      Family family)
      implements QuotaEvent {}

  /**
   * A limit was set to another type or threshold.
   *
   * @param spelling the type as the client wrote it
   */
  @EventName("quota-limit-changed.v1")
  record QuotaLimitChanged(
      long limit,
      long quota,
      long namespace,
      Personal name,
      LimitType type,
      String spelling,
      int percent,
      LimitType previousType,
      int previousPercent,
      Family family)
      implements QuotaEvent {}

  /** A limit is gone. */
  @EventName("quota-limit-deleted.v1")
  record QuotaLimitDeleted(
      long limit,
      long quota,
      long namespace,
      Personal name,
      LimitType type,
      int percent,
      Family family)
      implements QuotaEvent {}
}
