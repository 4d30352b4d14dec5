package dev.wharfinger.records.history;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.PageBytes;
import dev.wharfinger.platform.sql.OneRow;
import dev.wharfinger.records.history.HistoryLives.Life;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an account could do with a repository: by being its namespace, by a team that administers
 * the namespace, by a permission of its own or of a team, or because the repository was public.
 */
@Singleton
class HistoryAccessView {

  /** The roles, the weakest first. */
  private static final List<String> ROLES = List.of("read", "write", "admin");

  private static final String STATE =
      """
      (SELECT %2$s FROM (SELECT seq, document FROM history_version
        WHERE entity = %1$s AND seq <= moment.seq ORDER BY seq DESC, step DESC LIMIT 1) state
        WHERE document IS NOT NULL)\
      """;

  /** By the name of a user or robot; the last one that bore that of a robot. */
  private static final String ACCOUNT =
      """
      SELECT id FROM namespace WHERE name = $1 AND kind <> 'organization'
      UNION ALL
      (SELECT split_part(n.entity, '/', 2)::bigint FROM namespace owner JOIN history_name n
          ON n.owner = owner.id AND n.kind = 'account' AND n.name = split_part($1, '+', 2)
        WHERE owner.name = split_part($1, '+', 1) ORDER BY n.seq DESC LIMIT 1)
      LIMIT 1
      """;

  /** $1 the account, $2 the repository, $3 the records. */
  private static final String OWN =
      """
      SELECT moment.seq, %s AS enabled, %s AS role, %s AS role_seq, %s AS public
      FROM unnest($3::bigint[]) moment (seq)
      """
          .formatted(
              STATE.formatted(
                  "'account/' || $1::bigint", "coalesce((document ->> 'enabled')::boolean, true)"),
              STATE.formatted(
                  "'account-permission/' || $2::bigint || '/' || $1", "document ->> 'role'"),
              STATE.formatted("'account-permission/' || $2 || '/' || $1", "seq"),
              STATE.formatted("'repository/' || $2", "(document ->> 'isPublic')::boolean"));

  /**
   * The same, and $4 the namespace: memberships that were worth something, those of the latest
   * records first. {@code found} says how many there are, should not all of them be read.
   */
  private static final String TEAMS =
      PageBytes.whole(
          """
          SELECT -moment.seq AS back, moment.seq, member.team, team.document ->> 'name' AS name,
            team.document ->> 'role' AS team_role, permission.document ->> 'role' AS role,
            member.from_seq, permission.seq AS role_seq, count(*) OVER () AS found
          FROM unnest($3::bigint[]) moment (seq)
            CROSS JOIN LATERAL (SELECT split_part(entity, '/', 2)::bigint AS team, from_seq
              FROM history_part WHERE owner = $1 AND to_seq > moment.seq AND from_seq <= moment.seq
                AND starts_with(entity, 'team-member/')) member
            CROSS JOIN LATERAL (SELECT namespace, document FROM history_version
              WHERE entity = 'team/' || member.team AND seq <= moment.seq
              ORDER BY seq DESC, step DESC LIMIT 1) team
            LEFT JOIN LATERAL (SELECT seq, document FROM history_version
              WHERE entity = 'team-permission/' || $2::bigint || '/' || member.team
                AND seq <= moment.seq
              ORDER BY seq DESC, step DESC LIMIT 1) permission ON true
          WHERE team.namespace = $4
            AND (team.document ->> 'role' = 'ADMIN' OR permission.document IS NOT NULL)
          """,
          "back, team");

  private final Pool pool;

  @Inject
  HistoryAccessView(Pool pool) {
    this.pool = pool;
  }

  /** The id of the account with a name; 404 if there is none. */
  Uni<Long> account(String name) {
    return pool.preparedQuery(ACCOUNT)
        .execute(Tuple.of(name))
        .map(OneRow::optional)
        .map(found -> found.orElseThrow(ApiException::notFound).getLong(0));
  }

  /** The access of an account after a record. */
  Uni<ObjectNode> of(long account, Life repository, long seq) {
    return after(List.of(seq), account, repository)
        .map(access -> {
          ObjectNode view =
              JsonNodeFactory.instance
                  .objectNode()
                  .put("account", account)
                  .put("repository", repository.id())
                  .put("seq", seq);
          return view.setAll(Objects.requireNonNull(access.get(seq)));
        });
  }

  /**
   * The access of an account after each of some records, the latest first. Where that is too much
   * to read at once, the earliest are missing.
   */
  Uni<SortedMap<Long, ObjectNode>> after(Collection<Long> records, long account, Life repository) {
    Long[] moments = records.toArray(Long[]::new);
    return Uni.combine()
        .all()
        .unis(
            pool.preparedQuery(OWN).execute(Tuple.of(account, repository.id(), moments)),
            pool.preparedQuery(TEAMS)
                .execute(Tuple.of(account, repository.id(), moments, repository.namespace())))
        .asTuple()
        .map(read -> views(account, repository, read.getItem1(), read.getItem2()));
  }

  private static SortedMap<Long, ObjectNode> views(
      long account, Life repository, RowSet<Row> own, RowSet<Row> teams) {
    Map<Long, List<Row>> teamsAfter = new HashMap<>();
    long incomplete = Long.MIN_VALUE;
    for (Row team : teams) {
      teamsAfter.computeIfAbsent(team.getLong("seq"), _ -> new ArrayList<>()).add(team);
      incomplete = team.getLong("found") > teams.size() ? team.getLong("seq") : incomplete;
    }
    SortedMap<Long, ObjectNode> views = new TreeMap<>();
    for (Row row : own) {
      long seq = row.getLong("seq");
      if (seq > incomplete) {
        views.put(seq, view(account, repository, row, teamsAfter.getOrDefault(seq, List.of())));
      }
    }
    return views.reversed();
  }

  private static ObjectNode view(long account, Life repository, Row own, List<Row> teams) {
    ObjectNode view = JsonNodeFactory.instance.objectNode();
    Boolean enabled = own.getBoolean("enabled");
    view.put("enabled", enabled);
    view.putNull("role");
    ArrayNode reasons = view.putArray("reasons");
    if (enabled == null || own.getBoolean("public") == null) {
      return view;
    }
    if (account == repository.namespace()) {
      var _ = add("namespace", "admin", null, reasons);
    }
    String role = own.getString("role");
    if (role != null) {
      var _ = add("permission", role, own.getLong("role_seq"), reasons);
    }
    for (Row team : teams) {
      if ("ADMIN".equals(team.getString("team_role"))) {
        put(team, add("team-role", "admin", team.getLong("from_seq"), reasons));
      }
      if (team.getString("role") != null) {
        put(team, add("team-permission", team.getString("role"), since(team), reasons));
      }
    }
    if (own.getBoolean("public")) {
      var _ = add("public", "read", null, reasons);
    }
    ROLES.stream()
        .filter(it -> reasons.findValuesAsText("role").contains(it))
        .forEach(it -> view.put("role", it));
    return view;
  }

  /** Membership and permission together are worth something from the later one on. */
  private static long since(Row team) {
    return Math.max(team.getLong("from_seq"), team.getLong("role_seq"));
  }

  private static ObjectNode add(String by, String role, @Nullable Long since, ArrayNode reasons) {
    return reasons
        .addObject()
        .put("by", by)
        .put("role", role.toLowerCase(Locale.ROOT))
        .put("since_seq", since);
  }

  private static void put(Row team, ObjectNode reason) {
    reason.put("team", team.getLong("team")).put("team_name", team.getString("name"));
  }
}
