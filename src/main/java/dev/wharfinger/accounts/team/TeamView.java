package dev.wharfinger.accounts.team;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.http.Avatars;
import dev.wharfinger.platform.sql.OneRow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/** A team as shown to the caller who has just changed it. Source: contract neighbours 4. */
@Singleton
class TeamView {

  private static final String SELECT =
      """
      SELECT t.name, t.description, t.role, t.created_seq IS NOT DISTINCT FROM $3 AS is_new
      FROM namespace n JOIN team t ON t.organization = n.id AND t.name = $2
      WHERE n.name = $1 AND n.kind = 'organization'
      """;

  private final Pool pool;
  private final Avatars avatars;

  @Inject
  TeamView(Pool pool, Avatars avatars) {
    this.pool = pool;
    this.avatars = avatars;
  }

  /**
   * The view; empty if the team was deleted in the meantime.
   *
   * @param seq of the record that changed it: a repeated request states again that the team is new
   */
  Uni<Optional<ObjectNode>> find(String organization, String team, long seq) {
    return pool.preparedQuery(SELECT)
        .execute(Tuple.of(organization, team, seq))
        .map(rows -> OneRow.optional(rows).map(row -> view(row)));
  }

  private ObjectNode view(Row row) {
    String name = row.getString("name");
    return JsonNodeFactory.instance
        .objectNode()
        .put("name", name)
        .put("description", row.getString("description"))
        .put("can_view", true)
        .put("role", row.getString("role"))
        .putPOJO("avatar", avatars.ofTeam(name))
        .put("new_team", row.getBoolean("is_new"));
  }
}
