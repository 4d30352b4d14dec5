package dev.wharfinger.repositories.notification;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.platform.journal.EventMetadata;
import dev.wharfinger.platform.journal.Rows;
import dev.wharfinger.platform.rights.NamespaceRights;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A notification that results from an event, which a projector writes along with the event's rows.
 * It contains no names: they are looked up when it is shown, so that it is never out of date and
 * there is nothing to erase.
 *
 * @param account the recipient's account, with which it is deleted
 * @param invitation the invitation that it is about, with which it is deleted as well; null without
 *     one
 * @param code the UUID from which its secret code is derived; null without one
 */
public record NotificationRow(
    NotificationKind kind, AccountId account, @Nullable Long invitation, @Nullable UUID code) {

  /** An invitation to a team. */
  public static NotificationRow ofInvitation(AccountId account, long invitation, UUID code) {
    return new NotificationRow(NotificationKind.TEAM_INVITATION, account, invitation, code);
  }

  /** A token that is waiting for the account to accept it. */
  public static NotificationRow ofAssignment(AccountId account) {
    return new NotificationRow(NotificationKind.ASSIGNED_AUTHORIZATION, account, null, null);
  }

  /**
   * Writes it; its UUID is derived from its place in the journal, so that a rebuild gives the same.
   */
  public void write(EventMetadata metadata, Rows rows) {
    rows.insert(
        "notification (seq, ordinal, uuid, account, kind, created, invitation, code)",
        metadata.seq(),
        metadata.ordinal(),
        UUID.nameUUIDFromBytes(
            "notification %d %d"
                .formatted(metadata.seq(), metadata.ordinal())
                .getBytes(StandardCharsets.US_ASCII)),
        account,
        kind.word(),
        metadata.time().atOffset(ZoneOffset.UTC),
        invitation,
        code);
  }

  /**
   * Writes one of what happened in a repository, with which it is deleted.
   *
   * @param event its kind, as Quay names it
   * @param about what it tells beside the repository, as JSON
   */
  public static void writeOfRepository(
      String event,
      AccountId account,
      RepositoryId repository,
      String about,
      EventMetadata metadata,
      Rows rows) {
    rows.insert(
        "notification (seq, ordinal, uuid, account, kind, created, repository, about)",
        metadata.seq(),
        metadata.ordinal(),
        UUID.nameUUIDFromBytes(
            "notification %d %d %d"
                .formatted(metadata.seq(), metadata.ordinal(), account.value())
                .getBytes(StandardCharsets.US_ASCII)),
        account,
        event,
        metadata.time().atOffset(ZoneOffset.UTC),
        repository,
        about);
  }

  /**
   * Writes one for each administrator of a namespace: the user, or the members of an organization's
   * administrator teams.
   *
   * @param quotaLimit the limit that it is about, with which it is deleted
   */
  static void writeToAdministrators(
      NotificationKind kind,
      AccountId namespace,
      long quotaLimit,
      EventMetadata metadata,
      Rows rows) {
    rows.updateIfPresent(
        """
        INSERT INTO notification (seq, ordinal, uuid, account, kind, created, quota_limit)
        SELECT $1::bigint, $2::int, md5(concat_ws(' ', 'notification', $1::bigint, $2::int, n.id))::uuid, n.id, $3, $4, $5
        FROM namespace n
        WHERE n.kind = 'user' AND (n.id = $6 OR n.id IN (%s))
        """
            .formatted(NamespaceRights.administratorsOf("$6")),
        metadata.seq(),
        metadata.ordinal(),
        kind.word(),
        metadata.time().atOffset(ZoneOffset.UTC),
        quotaLimit,
        namespace);
  }

  /** Removes all of a kind that an account has, because they are settled. */
  public static void remove(NotificationKind kind, AccountId account, Rows rows) {
    rows.updateIfPresent(
        "DELETE FROM notification WHERE account = $1 AND kind = $2", account, kind.word());
  }
}
