package dev.wharfinger.accounts.team;

import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.sql.OneRow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A team, and the invitation of an e-mail to it.
 *
 * @param organizationKey the key of the organization's personal data; null without one
 * @param invitation the pending invitation; empty without one
 */
record EmailInvitationState(
    TeamState team, @Nullable UUID organizationKey, OptionalLong invitation) {

  private static final String SELECT =
      "SELECT "
          + TeamState.COLUMNS
          + ", n.subject_key, i.id "
          + TeamState.FROM
          + "LEFT JOIN team_invitation i ON i.team = t.id AND i.email = $4";

  /** Reads both. */
  static Uni<EmailInvitationState> load(
      SqlConnection connection,
      String organization,
      String team,
      String email,
      Caller.User caller) {
    return connection
        .preparedQuery(SELECT)
        .execute(Tuple.of(organization, caller.account().value(), team, email))
        .map(OneRow::of)
        .map(row -> {
          Long invitation = row.getLong(8);
          return new EmailInvitationState(
              TeamState.of(row, organization, team, caller),
              row.getUUID(7),
              invitation == null ? OptionalLong.empty() : OptionalLong.of(invitation));
        });
  }

  /** The key of a team's organization. */
  UUID key() {
    return Objects.requireNonNull(organizationKey, "a team has an organization");
  }
}
