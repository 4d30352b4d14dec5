package dev.wharfinger.accounts.team;

import dev.wharfinger.platform.id.OrganizationId;
import dev.wharfinger.platform.id.TeamId;
import dev.wharfinger.platform.rights.NamespaceRights;
import dev.wharfinger.platform.rights.OrganizationAccess;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.sql.OneRow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;

/** The team named in a request, and the caller's relation to it and to its organization. */
sealed interface TeamState {

  /** The caller's access to the organization. */
  OrganizationAccess access();

  /** There is no such team, or no such organization. */
  record Missing(OrganizationAccess access) implements TeamState {}

  /** A team. */
  record Present(
      OrganizationAccess access,
      OrganizationId organization,
      TeamId id,
      String name,
      TeamRole role,
      String description,
      Membership tie)
      implements TeamState {}

  /** The caller's relation to a team. */
  enum Membership {
    /** The caller is not a member. */
    NONE,
    /** The caller is a member. */
    MEMBER,
    /** The caller is a member, and it is the caller's only team with role {@code admin} here. */
    ONLY_ADMIN_TEAM
  }

  /** Columns 0 to 6 for {@link #of}, after {@link #FROM}. */
  String COLUMNS =
      OrganizationAccess.COLUMNS
          + """
          , t.id, t.role, t.description,
          EXISTS (SELECT FROM team_member me WHERE me.team = t.id AND me.account = $2),
          (SELECT count(*) FROM (%s) administrators WHERE account = $2)
          """
              .formatted(NamespaceRights.administratorsOf("n.id"));

  /** Exactly one row. $1 the organization's name, $2 the caller's account, $3 the team's name. */
  String FROM =
      OrganizationAccess.FROM
          + """
          LEFT JOIN team t ON t.organization = n.id AND t.name = $3
          """;

  /** Reads it. */
  static Uni<TeamState> load(
      SqlClient database, String organization, String team, Caller.User caller) {
    return database
        .preparedQuery("SELECT " + COLUMNS + FROM)
        .execute(Tuple.of(organization, caller.account().value(), team))
        .map(rows -> of(OneRow.of(rows), organization, team, caller));
  }

  /** Reads it from the first seven columns of a row. */
  static TeamState of(Row row, String organization, String team, Caller.User caller) {
    OrganizationAccess access = OrganizationAccess.of(row, organization, caller);
    Long id = row.getLong(2);
    if (id == null) {
      return new Missing(access);
    }
    TeamRole role = TeamRole.of(row.getString(3));
    return new Present(
        access,
        access.organization().orElseThrow(),
        new TeamId(id),
        team,
        role,
        row.getString(4),
        tie(row.getBoolean(5), role, row.getLong(6)));
  }

  private static Membership tie(boolean isMember, TeamRole role, long adminTeams) {
    if (!isMember) {
      return Membership.NONE;
    }
    return role == TeamRole.ADMIN && adminTeams == 1
        ? Membership.ONLY_ADMIN_TEAM
        : Membership.MEMBER;
  }
}
