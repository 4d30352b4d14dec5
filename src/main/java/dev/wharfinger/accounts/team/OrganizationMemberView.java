package dev.wharfinger.accounts.team;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.http.Avatar;
import dev.wharfinger.platform.http.Avatars;
import dev.wharfinger.platform.http.PageBytes;
import dev.wharfinger.platform.id.OrganizationId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Members of an organization, and their teams and permissions. Source: contract organization 2.5 to
 * 2.7.
 */
@Singleton
class OrganizationMemberView {

  /** Direct permissions of accounts on repositories of namespace $1, in order of creation. */
  private static final String OWN_PERMISSIONS =
      """
      (SELECT p.account, min(p.id) AS first, array_agg(r.name ORDER BY p.id) AS repositories
       FROM repository r JOIN repository_permission p ON p.repository = r.id
       WHERE r.namespace = $1 AND p.account IS NOT NULL GROUP BY p.account)
      """;

  private static final String MEMBERS =
      PageBytes.whole(
          """
          SELECT m.first, a.name, a.email, a.kind, m.teams, p.repositories
          FROM (SELECT m.account, min(m.id) AS first, array_agg(t.name ORDER BY m.id) AS teams
                FROM team t JOIN team_member m ON m.team = t.id
                WHERE t.organization = $1 GROUP BY m.account) m
          JOIN namespace a ON a.id = m.account AND a.kind = 'user'
          LEFT JOIN
          """
              + OWN_PERMISSIONS
              + " p ON p.account = a.id",
          "first");

  /** {@code NOT IN}, because its set is computed once; {@code NOT EXISTS} runs per account. */
  private static final String COLLABORATORS =
      PageBytes.whole(
          "SELECT p.first, a.name, a.email, a.kind, p.repositories FROM "
              + OWN_PERMISSIONS
              + """
               p JOIN namespace a ON a.id = p.account AND a.kind = 'user'
              WHERE a.id NOT IN (
                SELECT m.account FROM team t JOIN team_member m ON m.team = t.id
                WHERE t.organization = $1)
              """,
          "first");

  /** $1 the organization's name, or a user's, $2 the account's. */
  private static final String MEMBER =
      """
      SELECT a.name, a.email, a.kind,
        (SELECT array_agg(t.name ORDER BY m.id) FROM team t JOIN team_member m ON m.team = t.id
         WHERE t.organization = n.id AND m.account = a.id) AS teams,
        (SELECT array_agg(r.name ORDER BY p.id)
         FROM repository r JOIN repository_permission p ON p.repository = r.id
         WHERE r.namespace = n.id AND p.account = a.id) AS repositories
      FROM namespace n, namespace a
      WHERE n.name = $1 AND n.kind <> 'robot' AND a.name = $2 AND a.kind <> 'organization'
      """;

  private final Pool pool;
  private final Avatars avatars;

  @Inject
  OrganizationMemberView(Pool pool, Avatars avatars) {
    this.pool = pool;
    this.avatars = avatars;
  }

  /** All users in its teams, each rendered when it is written. */
  Uni<Iterator<ObjectNode>> members(OrganizationId organization) {
    return pool.preparedQuery(MEMBERS)
        .execute(Tuple.of(organization.value()))
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(this::member).iterator());
  }

  /** All users in none of its teams with direct permissions on its repositories. */
  Uni<Iterator<ObjectNode>> collaborators(OrganizationId organization) {
    return pool.preparedQuery(COLLABORATORS)
        .execute(Tuple.of(organization.value()))
        .map(rows ->
            StreamSupport.stream(rows.spliterator(), false).map(this::collaborator).iterator());
  }

  /**
   * A member of its teams, or one of its robots; the name may be a user's, who has robots as well.
   */
  Uni<Optional<ObjectNode>> find(String organization, String member) {
    return pool.preparedQuery(MEMBER)
        .execute(Tuple.of(organization, member))
        .map(rows ->
            StreamSupport.stream(rows.spliterator(), false)
                .filter(row ->
                    row.getArrayOfStrings("teams") != null
                        || (isRobot(row) && member.startsWith(organization + "+")))
                .findFirst()
                .map(this::member));
  }

  private ObjectNode member(Row row) {
    ObjectNode view =
        JsonNodeFactory.instance
            .objectNode()
            .put("name", row.getString("name"))
            .put("kind", isRobot(row) ? "robot" : "user")
            .putPOJO("avatar", avatar(row));
    ArrayNode teams = view.putArray("teams");
    for (String team : orEmpty(row.getArrayOfStrings("teams"))) {
      teams.addObject().put("name", team).putPOJO("avatar", avatars.ofTeam(team));
    }
    addRepositories(view, row);
    return view;
  }

  private ObjectNode collaborator(Row row) {
    ObjectNode view =
        JsonNodeFactory.instance
            .objectNode()
            .put("kind", "user")
            .put("name", row.getString("name"))
            .putPOJO("avatar", avatar(row));
    addRepositories(view, row);
    return view;
  }

  private static void addRepositories(ObjectNode view, Row row) {
    ArrayNode repositories = view.putArray("repositories");
    for (String repository : orEmpty(row.getArrayOfStrings("repositories"))) {
      repositories.add(repository);
    }
  }

  private Avatar avatar(Row row) {
    return avatars.of(
        isRobot(row) ? Avatar.Kind.ROBOT : Avatar.Kind.USER,
        row.getString("name"),
        row.getString("email"));
  }

  private static boolean isRobot(Row row) {
    return row.getString("kind").equals("robot");
  }

  private static String[] orEmpty(String @Nullable [] texts) {
    return texts == null ? new String[0] : texts;
  }
}
