package dev.wharfinger.accounts.team;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.http.Avatar;
import dev.wharfinger.platform.http.Avatars;
import dev.wharfinger.platform.id.TeamId;
import dev.wharfinger.platform.sql.OneRow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** A user or robot as a member of a team, or as invited to it. Source: contract neighbours 4. */
@Singleton
class TeamMemberView {

  private static final String COLUMNS = "SELECT a.name, a.email, a.kind = 'robot' AS is_robot, ";

  private static final String ONE =
      COLUMNS
          + """
          EXISTS (SELECT FROM team_invitation i JOIN team t ON t.id = i.team
                  JOIN namespace n ON n.id = t.organization
                  WHERE i.account = a.id AND n.name = $2 AND t.name = $3) AS invited
          FROM namespace a WHERE a.name = $1 AND a.kind <> 'organization'
          """;

  private static final String ALL =
      COLUMNS
          + """
          false AS invited, 1 AS part, m.id AS place
          FROM team_member m JOIN namespace a ON a.id = m.account WHERE m.team = $1
          UNION ALL
          SELECT a.name, coalesce(a.email, i.email), false, true, 2, i.id
          FROM team_invitation i LEFT JOIN namespace a ON a.id = i.account
          WHERE i.team = $1 AND $2
          ORDER BY part, place
          """;

  private final Pool pool;
  private final Avatars avatars;

  @Inject
  TeamMemberView(Pool pool, Avatars avatars) {
    this.pool = pool;
    this.avatars = avatars;
  }

  /** The account with this name as a member or as invited; empty if it was removed meanwhile. */
  Uni<Optional<ObjectNode>> find(String organization, String team, String name) {
    return pool.preparedQuery(ONE)
        .execute(Tuple.of(name, organization, team))
        .map(rows -> OneRow.optional(rows).map(row -> view(row)));
  }

  /**
   * The members of a team in the order in which they joined, then the invited ones, each rendered
   * when it is written.
   */
  Uni<Iterator<ObjectNode>> all(TeamId team, boolean pendingToo) {
    return pool.preparedQuery(ALL)
        .execute(Tuple.of(team.value(), pendingToo))
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(this::view).iterator());
  }

  /** An e-mail address, as invited. */
  ObjectNode invited(String email) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("email", email)
        .put("kind", "invite")
        .putPOJO("avatar", avatars.of(Avatar.Kind.USER, email, email))
        .put("invited", true);
  }

  private ObjectNode view(Row row) {
    String name = row.getString("name");
    if (name == null) {
      return invited(row.getString("email"));
    }
    boolean robot = row.getBoolean("is_robot");
    Avatar.Kind kind = robot ? Avatar.Kind.ROBOT : Avatar.Kind.USER;
    return JsonNodeFactory.instance
        .objectNode()
        .put("name", name)
        .put("kind", "user")
        .put("is_robot", robot)
        .putPOJO("avatar", avatars.of(kind, name, row.getString("email")))
        .put("invited", row.getBoolean("invited"));
  }
}
