package dev.wharfinger.repositories.permission;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.http.Avatar;
import dev.wharfinger.platform.http.Avatars;
import dev.wharfinger.platform.id.OrganizationId;
import dev.wharfinger.platform.sql.OneRow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Iterator;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The default permissions of an organization. Source: contract neighbours 8. */
@Singleton
class PrototypeView {

  private static final String USER =
      """
      %1$s.name AS %1$s_name, %1$s.email AS %1$s_email, %1$s.kind = 'robot' AS %1$s_robot,
      %1$s.kind = 'robot' OR EXISTS (
        SELECT FROM team_member m JOIN team mt ON mt.id = m.team
        WHERE m.account = %1$s.id AND mt.organization = p.organization) AS %1$s_member
      """;

  private static final String SELECT =
      "SELECT p.uuid, p.role, t.name AS team_name, "
          + USER.formatted("activating")
          + ", "
          + USER.formatted("delegate")
          + """
          FROM prototype p
          LEFT JOIN namespace activating ON activating.id = p.activating_user
          LEFT JOIN namespace delegate ON delegate.id = p.account
          LEFT JOIN team t ON t.id = p.team
          """;

  private static final String ALL = SELECT + "WHERE p.organization = $1 ORDER BY p.id";
  private static final String ONE = SELECT + "WHERE p.uuid = $1";

  private final Pool pool;
  private final Avatars avatars;

  @Inject
  PrototypeView(Pool pool, Avatars avatars) {
    this.pool = pool;
    this.avatars = avatars;
  }

  /** All of an organization's in order of creation, each rendered when it is written. */
  Uni<Iterator<ObjectNode>> all(OrganizationId organization) {
    return pool.preparedQuery(ALL)
        .execute(Tuple.of(organization.value()))
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(this::view).iterator());
  }

  /** One default permission; empty if it was deleted. */
  Uni<Optional<ObjectNode>> find(UUID uuid) {
    return pool.preparedQuery(ONE)
        .execute(Tuple.of(uuid))
        .map(rows -> OneRow.optional(rows).map(row -> view(row)));
  }

  private ObjectNode view(Row row) {
    ObjectNode view = JsonNodeFactory.instance.objectNode();
    if (row.getString("activating_name") == null) {
      view.putNull("activating_user");
    } else {
      view.set("activating_user", user(row, "activating"));
    }
    String team = row.getString("team_name");
    view.set("delegate", team == null ? user(row, "delegate") : team(team));
    return view.put("role", row.getString("role")).put("id", row.getUUID("uuid").toString());
  }

  private ObjectNode user(Row row, String prefix) {
    String name = row.getString(prefix + "_name");
    boolean robot = row.getBoolean(prefix + "_robot");
    Avatar.Kind kind = robot ? Avatar.Kind.ROBOT : Avatar.Kind.USER;
    return JsonNodeFactory.instance
        .objectNode()
        .put("name", name)
        .put("is_robot", robot)
        .put("kind", "user")
        .put("is_org_member", row.getBoolean(prefix + "_member"))
        .putPOJO("avatar", avatars.of(kind, name, row.getString(prefix + "_email")));
  }

  private ObjectNode team(String name) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("name", name)
        .put("kind", "team")
        .putPOJO("avatar", avatars.ofTeam(name));
  }
}
