package dev.wharfinger.repositories.quota;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.EventName;
import dev.wharfinger.platform.vault.Personal;

/** The events of quotas and their limits. Source: contract superuser 4, neighbours 3. */
public sealed interface QuotaEvent extends Event {

  /** The quota's id. */
  long quota();

  /** The account whose quota it is. */
  AccountId namespace();

  /** The account's name at the time; it may be a user's. */
  Personal name();

  /** The family of operations that caused it. */
  Family family();

  /** The operations that change quotas; the usage log depends on the family. */
  enum Family {
    /** {@code /superuser/organization} and {@code /superuser/users}, which log nothing. */
    SUPERUSER,
    /** {@code /organization}. */
    ORGANIZATION
  }

  /** What happens when a quota is filled up to a limit. */
  enum LimitType {
    WARNING("Warning"),
    REJECT("Reject");

    private final String word;

    LimitType(String word) {
      this.word = word;
    }

    /** The name shown in views. */
    public String word() {
      return word;
    }

    /** The type with this name. */
    public static LimitType of(String word) {
      return word.equals(REJECT.word) ? REJECT : WARNING;
    }
  }

  /** An account got a quota. */
  @EventName("quota-created.v1")
  record QuotaCreated(
      long quota, AccountId namespace, Personal name, long limitBytes, Family family)
      implements QuotaEvent {}

  /** A quota was set, possibly to what it was. */
  @EventName("quota-changed.v1")
  record QuotaChanged(
      long quota,
      AccountId namespace,
      Personal name,
      long limitBytes,
      long previousLimitBytes,
      Family family)
      implements QuotaEvent {}

  /** A quota was deleted, with its limits. */
  @EventName("quota-deleted.v1")
  record QuotaDeleted(
      long quota, AccountId namespace, Personal name, long limitBytes, Family family)
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
      AccountId namespace,
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
      AccountId namespace,
      Personal name,
      LimitType type,
      String spelling,
      int percent,
      LimitType previousType,
      int previousPercent,
      Family family)
      implements QuotaEvent {}

  /** A limit was deleted. */
  @EventName("quota-limit-deleted.v1")
  record QuotaLimitDeleted(
      long limit,
      long quota,
      AccountId namespace,
      Personal name,
      LimitType type,
      int percent,
      Family family)
      implements QuotaEvent {}
}
