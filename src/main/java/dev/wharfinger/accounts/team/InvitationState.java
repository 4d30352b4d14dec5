package dev.wharfinger.accounts.team;

import dev.wharfinger.platform.id.OrganizationId;
import dev.wharfinger.platform.id.TeamId;
import dev.wharfinger.platform.mail.MailCodes;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.sql.OneRow;
import dev.wharfinger.platform.vault.Personal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** The invitation identified by a code, if it is for the caller. Source: contract neighbours 4. */
sealed interface InvitationState {

  /** The code does not exist, or is for another user: both look the same to the caller. */
  record Unknown() implements InvitationState {}

  /** An invitation for the caller, by name or by confirmed e-mail. */
  record Open(
      long invitation,
      OrganizationId organization,
      TeamId team,
      String teamName,
      Personal inviter,
      boolean isMember)
      implements InvitationState {}

  /** $1 the code's digest, $2 the caller's account. */
  String SELECT =
      """
      SELECT i.id, t.organization, t.id, t.name, v.name, v.subject_key,
             EXISTS (SELECT FROM team_member m WHERE m.team = t.id AND m.account = c.id)
      FROM team_invitation i
      JOIN team t ON t.id = i.team
      JOIN namespace v ON v.id = i.inviter
      JOIN namespace c ON c.id = $2
      WHERE i.code_digest = $1
        AND (i.account = c.id OR (c.verified AND lower(c.email) = lower(i.email)))
      """;

  /** Reads it. */
  static Uni<InvitationState> load(SqlConnection connection, String code, Caller.User caller) {
    return connection
        .preparedQuery(SELECT)
        .execute(Tuple.of(MailCodes.digestOf(code), caller.account().value()))
        .map(rows -> rows.size() == 0 ? new Unknown() : open(OneRow.of(rows)));
  }

  private static Open open(Row row) {
    return new Open(
        row.getLong(0),
        new OrganizationId(row.getLong(1)),
        new TeamId(row.getLong(2)),
        row.getString(3),
        new Personal.Known(row.getString(4), row.getUUID(5)),
        row.getBoolean(6));
  }
}
