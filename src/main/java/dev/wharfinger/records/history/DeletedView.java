package dev.wharfinger.records.history;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.http.PageToken;
import dev.wharfinger.platform.rights.NamespaceRights;
import dev.wharfinger.platform.security.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What was deleted and can be restored, the latest first. A page looks at a certain number of
 * deletions, and shows those whose subject is still gone and whose namespace is there.
 */
@Singleton
class DeletedView {

  @Bound(
      of = "deletions that a page of what can be restored looks at",
      unit = "items",
      beyond = "the page ends, with next_page",
      test = "RestoreApiTest.pagesWhatCanBeRestored")
  static final int PAGE = 100;

  private static final String LIST = "deleted";

  /** $1 the kind, empty for all; $2 and $3 where the page begins. */
  static final String ALL =
      "SELECT * FROM history_end WHERE by_itself AND kind <> 'user'"
          + " AND (seq, entity) < ($2, $3) AND $1 = '' ORDER BY seq DESC, entity DESC LIMIT "
          + PAGE;

  static final String OF_KIND =
      "SELECT * FROM history_end WHERE by_itself AND kind <> 'user' AND kind = $1"
          + " AND (seq, entity) < ($2, $3) ORDER BY seq DESC, entity DESC LIMIT "
          + PAGE;

  /**
   * $4 the caller: of each namespace the latest ones. With an equality for the namespace the
   * planner walks everybody's deletions in their order, all of them for somebody who has none.
   */
  static final String OF_ADMINISTRATOR =
      "SELECT listed.* FROM ("
          + NamespaceRights.administeredBy("$4")
          + """
          ) own CROSS JOIN LATERAL (SELECT * FROM history_end e
            WHERE e.by_itself AND e.kind <> 'user' AND e.namespace >= own.id
              AND (e.namespace, e.seq, e.entity) < (own.id, $2, $3) AND ($1 = '' OR e.kind = $1)
            ORDER BY e.namespace DESC, e.seq DESC, e.entity DESC LIMIT %1$d) listed
          ORDER BY seq DESC, entity DESC LIMIT %1$d\
          """
              .formatted(PAGE);

  static final String SHOWN =
      """
      SELECT ended.entity, ended.seq, ended.born, ended.kind, record.time,
        record.actor::text AS actor, before.document ->> 'name' AS name, owner.name AS namespace,
        last.seq = ended.seq AND last.document IS NULL
          AND (ended.kind = 'organization' OR owner.id IS NOT NULL) AS gone
      FROM (%s) ended
        JOIN history_record record ON record.seq = ended.seq
        LEFT JOIN namespace owner ON owner.id = ended.namespace AND ended.kind <> 'organization'
        CROSS JOIN LATERAL (SELECT seq, document FROM history_version v
          WHERE v.entity = ended.entity ORDER BY v.seq DESC, v.step DESC LIMIT 1) last
        CROSS JOIN LATERAL (SELECT document FROM history_version v
          WHERE v.entity = ended.entity AND v.seq < ended.seq
          ORDER BY v.seq DESC, v.step DESC LIMIT 1) before
      ORDER BY ended.seq DESC, ended.entity DESC
      """;

  /** Higher than the name of any entity. */
  private static final String BEYOND_NAMES = "~";

  private final Pool pool;
  private final HistoryDocuments documents;
  private final PageToken tokens;

  @Inject
  DeletedView(Pool pool, HistoryDocuments documents, PageToken tokens) {
    this.pool = pool;
    this.documents = documents;
    this.tokens = tokens;
  }

  /** A page of what the caller may see. */
  Uni<ObjectNode> page(
      Optional<HistoryKind> kind, Optional<String> token, Caller.User caller, Instant now) {
    String word = kind.map(HistoryKind::word).orElse("");
    String list = LIST + " " + word + " " + caller.account().value();
    Optional<ObjectNode> begins = token.flatMap(given -> tokens.open(list, given, now));
    Tuple values =
        Tuple.of(
            word,
            begins.map(it -> it.path("seq").asLong()).orElse(Long.MAX_VALUE),
            begins.map(it -> it.path("entity").asText()).orElse(BEYOND_NAMES));
    return (HistoryLives.sees(caller)
            ? rows(word.isEmpty() ? ALL : OF_KIND, values)
            : rows(OF_ADMINISTRATOR, values.addLong(caller.account().value())))
        .flatMap(rows -> {
          List<Row> gone = rows.stream().filter(row -> row.getBoolean("gone")).toList();
          return documents
              .shownFor(gone.stream().map(DeletedView::actor).toList())
              .map(shown -> {
                ObjectNode view = JsonNodeFactory.instance.objectNode();
                ArrayNode deleted = view.putArray("deleted");
                gone.forEach(row ->
                    put(row, HistoryDocuments.actor(shown, actor(row)), deleted.addObject()));
                if (rows.size() == PAGE) {
                  view.put("next_page", tokens.seal(list, next(rows.getLast()), now));
                }
                return view;
              });
        });
  }

  private Uni<List<Row>> rows(String ended, Tuple values) {
    return pool.preparedQuery(SHOWN.formatted(ended))
        .execute(values)
        .map(rows -> {
          List<Row> all = new ArrayList<>();
          rows.forEach(all::add);
          return all;
        });
  }

  private static ObjectNode actor(Row row) {
    return Objects.requireNonNull(HistoryDocuments.read(row, "actor"));
  }

  private static ObjectNode next(Row last) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("seq", last.getLong("seq"))
        .put("entity", last.getString("entity"));
  }

  private static void put(Row row, ObjectNode actor, ObjectNode view) {
    String within = row.getString("name");
    String kind = row.getString("kind");
    view.put("kind", kind)
        .put(
            "name",
            switch (kind) {
              case "robot" -> row.getString("namespace") + "+" + within;
              case "organization" -> within;
              default -> row.getString("namespace") + "/" + within;
            })
        .put("id", HistoryKinds.id(row.getString("entity")))
        .put("first_seq", row.getLong("born"))
        .put("last_seq", row.getLong("seq"))
        .put("time", HistoryMoments.time(row))
        .set("actor", actor);
  }
}
