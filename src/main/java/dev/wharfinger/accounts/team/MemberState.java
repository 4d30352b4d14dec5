package dev.wharfinger.accounts.team;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.sql.OneRow;
import dev.wharfinger.platform.vault.Personal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A team, and the account that is to join or leave it. */
record MemberState(TeamState team, Candidate candidate) {

  /** The account named in the request. */
  sealed interface Candidate {

    /** There is no such account, or it is an organization. */
    record Unknown() implements Candidate {}

    /**
     * A user or robot.
     *
     * @param email the e-mail, or the placeholder for a missing one
     * @param isInOrganization whether the account is in any team of the organization
     * @param invitation the account's pending invitation to the team; empty without one
     */
    record Known(
        AccountId account,
        String name,
        UUID subjectKey,
        boolean isRobot,
        boolean isInTeam,
        String email,
        boolean isInOrganization,
        OptionalLong invitation)
        implements Candidate {

      /** The account's name, for the journal. */
      Personal personalName() {
        return new Personal.Known(name, subjectKey);
      }
    }
  }

  private static final String SELECT =
      "SELECT "
          + TeamState.COLUMNS
          + """
          , a.id, a.name, a.subject_key, a.kind = 'robot',
          EXISTS (SELECT FROM team_member it WHERE it.team = t.id AND it.account = a.id),
          a.email,
          EXISTS (SELECT FROM team o JOIN team_member it ON it.team = o.id AND it.account = a.id
                  WHERE o.organization = n.id),
          (SELECT i.id FROM team_invitation i WHERE i.team = t.id AND i.account = a.id)
          """
          + TeamState.FROM
          + """
          LEFT JOIN namespace a ON a.name = $4 AND a.kind <> 'organization'
          """;

  /** Reads both. */
  static Uni<MemberState> load(
      SqlConnection connection,
      String organization,
      String team,
      String member,
      Caller.User caller) {
    return connection
        .preparedQuery(SELECT)
        .execute(Tuple.of(organization, caller.account().value(), team, member))
        .map(OneRow::of)
        .map(row -> new MemberState(TeamState.of(row, organization, team, caller), candidate(row)));
  }

  private static OptionalLong invitation(@Nullable Long id) {
    return id == null ? OptionalLong.empty() : OptionalLong.of(id);
  }

  private static Candidate candidate(Row row) {
    AccountId account = AccountId.ofNullable(row.getLong(7));
    return account == null
        ? new Candidate.Unknown()
        : new Candidate.Known(
            account,
            row.getString(8),
            row.getUUID(9),
            row.getBoolean(10),
            row.getBoolean(11),
            row.getString(12),
            row.getBoolean(13),
            invitation(row.getLong(14)));
  }
}
