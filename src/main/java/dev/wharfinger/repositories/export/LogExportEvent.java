package dev.wharfinger.repositories.export;

import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.EventName;
import dev.wharfinger.platform.vault.Personal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What can happen to exports of usage logs. Source: contract neighbours 9, sessions 3.6. */
public sealed interface LogExportEvent extends Event {

  /**
   * Somebody asked for an export.
   *
   * @param export its id
   * @param exportId its name on the wire
   * @param namespace the account whose log it is
   * @param requester the account of who asked
   * @param serviceKeysToo whether entries about service keys belong to it
   * @param end exclusive
   * @param code what the secret part of its address follows from
   * @param codeDigest how that part is recognised
   * @param callbackUrl whom to tell; null for nobody
   * @param callbackEmail whom to write; null for nobody
   */
  @EventName("log-export-requested.v1")
  record LogExportRequested(
      long export,
      UUID exportId,
      long namespace,
      long requester,
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
   * @param error why, in the words of the log
   */
  @EventName("log-export-refused.v1")
  record LogExportRefused(
      long namespace,
      String error,
      @Nullable Personal callbackUrl,
      @Nullable Personal callbackEmail)
      implements LogExportEvent {}

  /**
   * Somebody asked for an export of a repository's log.
   *
   * @param export its id
   * @param exportId its name on the wire
   * @param namespace the account that the repository belongs to
   * @param name the repository's name within it
   * @param requester the account of who asked
   * @param end exclusive
   * @param code what the secret part of its address follows from
   * @param codeDigest how that part is recognised
   * @param callbackUrl whom to tell; null for nobody
   * @param callbackEmail whom to write; null for nobody
   */
  @EventName("repository-log-export-requested.v1")
  record RepositoryLogExportRequested(
      long export,
      UUID exportId,
      long namespace,
      long repository,
      String name,
      long requester,
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
   * @param repository null where there is none of that name
   * @param name the name that was asked for
   * @param error why, in the words of the log
   */
  @EventName("repository-log-export-refused.v1")
  record RepositoryLogExportRefused(
      long namespace,
      @Nullable Long repository,
      String name,
      String error,
      @Nullable Personal callbackUrl,
      @Nullable Personal callbackEmail)
      implements LogExportEvent {}

  /**
   * An export can be read.
   *
   * @param announced whether the address to call was told, where there is one
   * @param mail the mail that tells of it; null without one
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
      long mail, Personal address, long requester, UUID exportId, UUID code, Personal account) {}
}
