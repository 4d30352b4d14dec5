package dev.wharfinger.repositories.export;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.EventName;
import dev.wharfinger.platform.vault.Personal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The events of exports of usage logs. Source: contract neighbours 9, sessions 3.6. */
public sealed interface LogExportEvent extends Event {

  /**
   * An export was requested.
   *
   * @param export its id
   * @param exportId its name on the wire
   * @param namespace the account whose log it is
   * @param requester the account that requested it
   * @param serviceKeysToo whether entries about service keys belong to it
   * @param end exclusive
   * @param code the UUID from which the secret part of its address is derived
   * @param codeDigest the digest by which that part is recognised
   * @param callbackUrl the URL to notify; null for none
   * @param callbackEmail the e-mail address to notify; null for none
   */
  @EventName("log-export-requested.v1")
  record LogExportRequested(
      long export,
      UUID exportId,
      AccountId namespace,
      AccountId requester,
      boolean serviceKeysToo,
      Instant start,
      Instant end,
      UUID code,
      String codeDigest,
      @Nullable Personal callbackUrl,
      @Nullable Personal callbackEmail)
      implements LogExportEvent {}

  /**
   * An export was refused.
   *
   * @param error why, as worded in the log
   */
  @EventName("log-export-refused.v1")
  record LogExportRefused(
      AccountId namespace,
      String error,
      @Nullable Personal callbackUrl,
      @Nullable Personal callbackEmail)
      implements LogExportEvent {}

  /**
   * An export of a repository's log was requested.
   *
   * @param export its id
   * @param exportId its name on the wire
   * @param namespace the account that the repository belongs to
   * @param name the repository's name within it
   * @param requester the account that requested it
   * @param end exclusive
   * @param code the UUID from which the secret part of its address is derived
   * @param codeDigest the digest by which that part is recognised
   * @param callbackUrl the URL to notify; null for none
   * @param callbackEmail the e-mail address to notify; null for none
   */
  @EventName("repository-log-export-requested.v1")
  record RepositoryLogExportRequested(
      long export,
      UUID exportId,
      AccountId namespace,
      RepositoryId repository,
      String name,
      AccountId requester,
      Instant start,
      Instant end,
      UUID code,
      String codeDigest,
      @Nullable Personal callbackUrl,
      @Nullable Personal callbackEmail)
      implements LogExportEvent {}

  /**
   * An export of a repository's log was refused.
   *
   * @param repository null if there is none of that name
   * @param name the name that was asked for
   * @param error why, as worded in the log
   */
  @EventName("repository-log-export-refused.v1")
  record RepositoryLogExportRefused(
      AccountId namespace,
      @Nullable RepositoryId repository,
      String name,
      String error,
      @Nullable Personal callbackUrl,
      @Nullable Personal callbackEmail)
      implements LogExportEvent {}

  /**
   * An export can be read.
   *
   * @param announced whether the callback URL was notified, if there is one
   * @param mail the mail that announces it; null without one
   */
  @EventName("log-export-finished.v1")
  record LogExportFinished(long export, boolean announced, @Nullable Notice mail)
      implements LogExportEvent {}

  /**
   * A mail to be sent.
   *
   * @param account the name of the account whose log it is
   */
  record Notice(
      long mail,
      Personal address,
      AccountId requester,
      UUID exportId,
      UUID code,
      Personal account) {}
}
