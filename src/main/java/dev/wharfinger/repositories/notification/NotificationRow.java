package dev.wharfinger.repositories.notification;

import dev.wharfinger.platform.journal.EventMetadata;
import dev.wharfinger.platform.journal.Rows;
import dev.wharfinger.platform.rights.NamespaceRights;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A notification that an event leads to, as a projector writes it beside the rows of its event. It
 * holds no name: what it speaks of is looked up when it is shown, so that it is never out of date
 * and there is nothing to erase.
 *
 * @param account whom it is for; it goes with him
 * @param invitation the invitation that it speaks of, with which it goes as well; null without one
 * @param code what the secret code in it follows from; null without one
 */
public record NotificationRow(
    NotificationKind kind, long account, @Nullable Long invitation, @Nullable UUID code) {

  /** Somebody is invited to a team. */
  public static NotificationRow ofInvitation(long account, long invitation, UUID code) {
    return new NotificationRow(NotificationKind.TEAM_INVITATION, account, invitation, code);
  }

  /** Somebody has a token waiting for him. */
  public static NotificationRow ofAssignment(long account) {
    return new NotificationRow(NotificationKind.ASSIGNED_AUTHORIZATION, account, null, null);
  }

  /**
   * Writes it; its UUID follows from its place in the journal, so that a rebuild gives the same.
   */
  public void write(EventMetadata fact, Rows rows) {
    rows.insert(
        "notification (seq, ordinal, uuid, account, kind, created, invitation, code)",
        fact.seq(),
        fact.ordinal(),
        UUID.nameUUIDFromBytes(
            "notification %d %d"
                .formatted(fact.seq(), fact.ordinal())
                .getBytes(StandardCharsets.US_ASCII)),
        account,
        kind.word(),
        fact.time().atOffset(ZoneOffset.UTC),
        invitation,
        code);
  }

  /**
   * Writes one for each who administers a namespace: the user himself, or the people in an
   * organization's teams of administrators.
   *
   * @param quotaLimit the limit that it speaks of, with which it goes
   */
  static void writeToAdministrators(
      NotificationKind kind, long namespace, long quotaLimit, EventMetadata fact, Rows rows) {
    rows.sweep(
        """
        INSERT INTO notification (seq, ordinal, uuid, account, kind, created, quota_limit)
        SELECT $1::bigint, $2::int, md5(concat_ws(' ', 'notification', $1::bigint, $2::int, n.id))::uuid, n.id, $3, $4, $5
        FROM namespace n
        WHERE n.kind = 'user' AND (n.id = $6 OR n.id IN (%s))
        """
            .formatted(NamespaceRights.administratorsOf("$6")),
        fact.seq(),
        fact.ordinal(),
        kind.word(),
        fact.time().atOffset(ZoneOffset.UTC),
        quotaLimit,
        namespace);
  }

  /** Removes all of a kind that an account has, because what they told is known. */
  public static void remove(NotificationKind kind, long account, Rows rows) {
    rows.sweep("DELETE FROM notification WHERE account = $1 AND kind = $2", account, kind.word());
  }
}
