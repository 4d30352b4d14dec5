package dev.wharfinger.team;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.http.Avatar;
import dev.wharfinger.http.Avatars;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** A user or robot as a member of a team. Source: contract neighbours 4. */
@Singleton
class TeamMemberView {

  private static final String COLUMNS = "SELECT a.name, a.email, a.kind = 'robot' AS is_robot ";

  private static final String ONE =
      COLUMNS + "FROM namespace a WHERE a.name = $1 AND a.kind <> 'organization'";

  private static final String ALL =
      COLUMNS
          + """
          FROM team_member m JOIN namespace a ON a.id = m.account WHERE m.team = $1 ORDER BY m.id
          """;

  private final Pool pool;
  private final Avatars avatars;

  @Inject
  TeamMemberView(Pool pool, Avatars avatars) {
    this.pool = pool;
    this.avatars = avatars;
  }

  /** The account of this name as a member; empty when it is gone by now. */
  Uni<Optional<ObjectNode>> find(String name) {
    return pool.preparedQuery(ONE)
        .execute(Tuple.of(name))
        .map(rows ->
            rows.size() == 0 ? Optional.empty() : Optional.of(view(rows.iterator().next())));
  }

  /** The members of a team in the order in which they joined, each rendered when it is written. */
  Uni<Iterator<ObjectNode>> all(long team) {
    return pool.preparedQuery(ALL)
        .execute(Tuple.of(team))
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(this::view).iterator());
  }

  private ObjectNode view(Row row) {
    String name = row.getString("name");
    boolean robot = row.getBoolean("is_robot");
    Avatar.Kind kind = robot ? Avatar.Kind.ROBOT : Avatar.Kind.USER;
    return JsonNodeFactory.instance
        .objectNode()
        .put("name", name)
        .put("kind", "user")
        .put("is_robot", robot)
        .putPOJO("avatar", avatars.of(kind, name, row.getString("email")))
        .put("invited", false);
  }
}
