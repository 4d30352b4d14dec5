package dev.wharfinger.accounts.robot;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.wharfinger.platform.account.RobotTokens;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.Avatars;
import dev.wharfinger.platform.http.Dates;
import dev.wharfinger.platform.http.PageBytes;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.sql.OneRow;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Robots as shown to permitted callers. Source: contract neighbours 5. */
@Singleton
class RobotView {

  private static final String COLUMNS =
      "SELECT r.account, a.name, a.created, u.last_accessed, r.token, "
          + PageBytes.shortened("r.description")
          + " AS description";

  private static final String FROM =
      " FROM robot r JOIN namespace a ON a.id = r.account"
          + " LEFT JOIN vault.robot_use u ON u.robot = r.account WHERE r.owner = $1 ";

  private static final String ONE =
      COLUMNS + ", r.metadata, r.federation" + FROM + "AND r.short_name = $2";

  private static final String ORDER = "last_accessed DESC NULLS LAST, account";

  private static final String PLAIN = list("");

  private static final String PERMISSIONS =
      """
      ,
      (SELECT array_agg(t.name ORDER BY m.id) FROM team_member m JOIN team t ON t.id = m.team
       WHERE m.account = r.account) AS teams,
      (SELECT array_agg(s.name ORDER BY p.id)
       FROM repository_permission p JOIN repository s ON s.id = p.repository
       WHERE p.account = r.account) AS repositories
      """;

  private static final String WITH_PERMISSIONS = list(PERMISSIONS);

  private final Pool pool;
  private final Avatars avatars;
  private final RobotTokens tokens;
  private final boolean usesShown;

  @Inject
  RobotView(Pool pool, Avatars avatars, RobotTokens tokens, Settings settings) {
    this.pool = pool;
    this.avatars = avatars;
    this.tokens = tokens;
    this.usesShown = settings.featureUserLastAccessed();
  }

  private static String list(String more) {
    return PageBytes.whole(
        COLUMNS + more + FROM + "ORDER BY u.last_accessed DESC NULLS LAST, r.account LIMIT $2",
        ORDER);
  }

  /** What a list includes. */
  record Wanted(boolean permissions, boolean token, OptionalLong limit) {}

  /** The robots of an account, the most recently used first, each rendered when written. */
  Uni<Iterator<ObjectNode>> list(AccountId owner, Wanted wanted) {
    Long limit = wanted.limit().isPresent() ? Math.max(0, wanted.limit().getAsLong()) : null;
    return pool.preparedQuery(wanted.permissions() ? WITH_PERMISSIONS : PLAIN)
        .execute(Tuple.of(owner.value(), limit))
        .map(rows ->
            StreamSupport.stream(rows.spliterator(), false)
                .map(row -> entry(row, wanted))
                .iterator());
  }

  /** One robot without the client's metadata; empty if it was deleted. */
  Uni<Optional<ObjectNode>> find(AccountId owner, String shortName, boolean token) {
    return row(owner, shortName).map(found -> found.map(row -> view(row, token)));
  }

  /** One robot with all its data; empty if it was deleted. */
  Uni<Optional<ObjectNode>> whole(AccountId owner, String shortName, boolean token) {
    return row(owner, shortName)
        .map(found ->
            found.map(row ->
                view(row, token)
                    .putRawValue(
                        "unstructured_metadata", new RawValue(row.getString("metadata")))));
  }

  /** The identities that may act as the robot; empty if it was deleted. */
  Uni<Optional<List<?>>> federation(AccountId owner, String shortName) {
    return row(owner, shortName)
        .map(found -> found.map(row -> ((JsonArray) row.getJson("federation")).getList()));
  }

  private Uni<Optional<Row>> row(AccountId owner, String shortName) {
    return pool.preparedQuery(ONE)
        .execute(Tuple.of(owner.value(), shortName))
        .map(OneRow::optional);
  }

  private ObjectNode entry(Row row, Wanted wanted) {
    ObjectNode view = view(row, wanted.token());
    if (wanted.permissions()) {
      ArrayNode teams = view.putArray("teams");
      for (String team : orEmpty(row.getArrayOfStrings("teams"))) {
        teams.addObject().put("name", team).putPOJO("avatar", avatars.ofTeam(team));
      }
      ArrayNode repositories = view.putArray("repositories");
      for (String repository : orEmpty(row.getArrayOfStrings("repositories"))) {
        repositories.add(repository);
      }
    }
    return view;
  }

  private ObjectNode view(Row row, boolean token) {
    ObjectNode view =
        JsonNodeFactory.instance
            .objectNode()
            .put("name", row.getString("name"))
            .put("created", date(row.getOffsetDateTime("created")))
            .put("last_accessed", usesShown ? date(row.getOffsetDateTime("last_accessed")) : null)
            .put("description", row.getString("description"));
    return token ? view.put("token", tokens.open(row.getString("token"))) : view;
  }

  private static @Nullable String date(@Nullable OffsetDateTime time) {
    return time == null ? null : Dates.rfc2822(time.toInstant());
  }

  private static String[] orEmpty(String @Nullable [] texts) {
    return texts == null ? new String[0] : texts;
  }
}
