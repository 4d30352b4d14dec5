package dev.wharfinger.team;

import dev.wharfinger.security.Caller;
import dev.wharfinger.vault.Personal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.UUID;

/** A team, and the account that is to join or to leave it. */
record MemberState(TeamState team, Candidate candidate) {

  /** Whom the request names. */
  sealed interface Candidate {

    /** Nobody; an organization is nobody here. */
    record Unknown() implements Candidate {}

    /** A user or robot. */
    record Known(long account, String name, UUID subjectKey, boolean isRobot, boolean isInTeam)
        implements Candidate {

      /** His name, for the journal. */
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
          EXISTS (SELECT FROM team_member it WHERE it.team = t.id AND it.account = a.id)
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
        .execute(Tuple.of(organization, caller.account(), team, member))
        .map(rows -> rows.iterator().next())
        .map(row -> new MemberState(TeamState.of(row, organization, team, caller), candidate(row)));
  }

  private static Candidate candidate(Row row) {
    Long account = row.getLong(7);
    return account == null
        ? new Candidate.Unknown()
        : new Candidate.Known(
            account, row.getString(8), row.getUUID(9), row.getBoolean(10), row.getBoolean(11));
  }
}
