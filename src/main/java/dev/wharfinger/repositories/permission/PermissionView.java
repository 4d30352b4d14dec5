package dev.wharfinger.repositories.permission;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.http.Avatar;
import dev.wharfinger.platform.http.Avatars;
import dev.wharfinger.platform.sql.OneRow;
import dev.wharfinger.repositories.permission.PermissionHolder.Kind;
import dev.wharfinger.repositories.repository.RepositoryAccess.Present;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The permissions on a repository. Source: contract neighbours 7. */
@Singleton
class PermissionView {

  /** $1 the repository, $2 its namespace. */
  private static final String USERS =
      """
      SELECT a.name, a.email, a.kind = 'robot' AS is_robot, p.role,
        a.kind = 'robot' OR EXISTS (
          SELECT FROM team_member m JOIN team t ON t.id = m.team
          WHERE m.account = a.id AND t.organization = $2) AS is_org_member
      FROM repository_permission p JOIN namespace a ON a.id = p.account
      WHERE p.repository = $1
      """;

  private static final String TEAMS =
      """
      SELECT t.name, p.role FROM repository_permission p JOIN team t ON t.id = p.team
      WHERE p.repository = $1
      """;

  private static final String ORDERED = "ORDER BY p.id";

  /** $3 the user's name. */
  private static final String OF_USER = "AND a.name = $3";

  /** $2 the namespace, $3 the team's name. */
  private static final String OF_TEAM = "AND t.organization = $2 AND t.name = $3";

  /** $1 the repository, $2 the user's name. */
  private static final String TRANSITIVE =
      """
      SELECT p.id, p.role FROM namespace a
      JOIN repository_permission p ON p.repository = $1 AND p.account = a.id
      WHERE a.name = $2 AND a.kind <> 'organization'
      UNION ALL
      SELECT p.id, p.role FROM namespace a JOIN team_member m ON m.account = a.id
      JOIN repository_permission p ON p.repository = $1 AND p.team = m.team
      WHERE a.name = $2 AND a.kind <> 'organization'
      ORDER BY id
      """;

  private final Pool pool;
  private final Avatars avatars;

  @Inject
  PermissionView(Pool pool, Avatars avatars) {
    this.pool = pool;
    this.avatars = avatars;
  }

  /** All holders' permissions, by name. */
  Uni<ObjectNode> all(Present repository, Kind kind) {
    Uni<RowSet<Row>> found =
        switch (kind) {
          case USER ->
              pool.preparedQuery(USERS + ORDERED)
                  .execute(Tuple.of(repository.id().value(), repository.namespace().id().value()));
          case TEAM ->
              pool.preparedQuery(TEAMS + ORDERED).execute(Tuple.of(repository.id().value()));
        };
    return found.map(rows -> {
      ObjectNode view = JsonNodeFactory.instance.objectNode();
      ObjectNode permissions = view.putObject("permissions");
      for (Row row : rows) {
        permissions.set(row.getString("name"), entry(row, kind, repository));
      }
      return view;
    });
  }

  /** One holder's permission; empty if there is none. */
  Uni<Optional<ObjectNode>> find(Present repository, Kind kind, String name) {
    return pool.preparedQuery(
            switch (kind) {
              case USER -> USERS + OF_USER;
              case TEAM -> TEAMS + OF_TEAM;
            })
        .execute(Tuple.of(repository.id().value(), repository.namespace().id().value(), name))
        .map(rows -> OneRow.optional(rows).map(row -> entry(row, kind, repository)));
  }

  /** The roles of a user, direct and through teams; empty if there are none. */
  Uni<Optional<ObjectNode>> transitive(Present repository, String user) {
    return pool.preparedQuery(TRANSITIVE)
        .execute(Tuple.of(repository.id().value(), user))
        .map(rows -> {
          ObjectNode view = JsonNodeFactory.instance.objectNode();
          var permissions = view.putArray("permissions");
          for (Row row : rows) {
            permissions.addObject().put("role", row.getString("role"));
          }
          return permissions.isEmpty() ? Optional.empty() : Optional.of(view);
        });
  }

  private ObjectNode entry(Row row, Kind kind, Present repository) {
    String name = row.getString("name");
    ObjectNode entry =
        JsonNodeFactory.instance.objectNode().put("role", row.getString("role")).put("name", name);
    return switch (kind) {
      case TEAM -> entry.putPOJO("avatar", avatars.ofTeam(name));
      case USER -> {
        boolean robot = row.getBoolean("is_robot");
        Avatar.Kind avatar = robot ? Avatar.Kind.ROBOT : Avatar.Kind.USER;
        entry
            .put("is_robot", robot)
            .putPOJO("avatar", avatars.of(avatar, name, row.getString("email")));
        yield repository.namespace().isOrganization()
            ? entry.put("is_org_member", row.getBoolean("is_org_member"))
            : entry;
      }
    };
  }
}
