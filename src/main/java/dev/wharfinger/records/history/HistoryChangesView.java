package dev.wharfinger.records.history;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.http.PageBytes;
import dev.wharfinger.platform.http.PageToken;
import dev.wharfinger.platform.sql.OneRow;
import dev.wharfinger.records.feed.Shown;
import dev.wharfinger.records.history.HistoryLives.Found;
import dev.wharfinger.records.history.HistoryLives.Life;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The changes of an entity and of its parts, the latest first. A page looks at a certain number of
 * changes in the namespace, by one range of one index, and shows those that are asked for: it can
 * be short, and even empty, while there are more.
 */
@Singleton
class HistoryChangesView {

  @Bound(
      of = "changes in a namespace that a page of a history looks at",
      unit = "items",
      beyond = "the page ends, with next_page",
      test = "HistoryApiTest.pagesTheChanges")
  private static final int PAGE = 500;

  private static final String CHANGES =
      PageBytes.fitting(
          """
          SELECT change.seq, change.step, change.entity, change.owners, change.document::text AS after,
                 former.document::text AS before, record.time, record.actor::text AS actor, record.events
          FROM (SELECT entity, seq, step, owners, document FROM history_version
              WHERE namespace = $1 AND (namespace, seq, step) < ($1, $2, $3) AND seq >= $4
              ORDER BY namespace DESC, seq DESC, step DESC LIMIT $5) change
            JOIN history_record record ON record.seq = change.seq
            LEFT JOIN LATERAL (SELECT v.document FROM history_version v WHERE v.entity = change.entity
                AND (v.entity, v.seq, v.step) < (change.entity, change.seq, change.step)
                ORDER BY v.entity DESC, v.seq DESC, v.step DESC LIMIT 1) former ON true
          """,
          "ARRAY[after, before, actor]",
          "seq DESC, step DESC");

  private static final String ACTOR =
      "SELECT id FROM namespace WHERE name = $1 AND kind <> 'organization'";

  /** Stands for an unknown actor, who changed nothing. */
  private static final long NOBODY = -1;

  private final Pool pool;
  private final HistoryDocuments documents;
  private final PageToken tokens;

  @Inject
  HistoryChangesView(Pool pool, HistoryDocuments documents, PageToken tokens) {
    this.pool = pool;
    this.documents = documents;
    this.tokens = tokens;
  }

  /**
   * Which changes a request asks for.
   *
   * @param from the first record
   * @param to the last one
   * @param field that must have changed
   * @param actor the name of the user or robot who changed it
   */
  record Wanted(
      long from,
      long to,
      Optional<String> field,
      Optional<String> actor,
      Optional<String> token,
      Instant now) {}

  /** A change as it was read. */
  private record Change(
      long seq, String time, String operation, ObjectNode actor, HistoryDifference difference) {}

  /** A page. */
  Uni<ObjectNode> page(Found found, Wanted wanted) {
    String list = "changes of " + found.life().entity();
    Optional<ObjectNode> after =
        wanted.token().flatMap(token -> tokens.open(list, token, wanted.now()));
    long seq = after.map(it -> it.path("seq").asLong()).orElse(wanted.to());
    long step = after.map(it -> it.path("step").asLong()).orElse(Long.MAX_VALUE);
    return actor(wanted)
        .flatMap(actor ->
            pool.preparedQuery(CHANGES)
                .execute(Tuple.of(found.life().namespace(), seq, step, wanted.from(), PAGE))
                .flatMap(rows -> {
                  List<Row> all = new ArrayList<>(rows.size());
                  rows.forEach(all::add);
                  List<Change> changes =
                      all.stream()
                          .filter(row -> isOf(found.life(), row))
                          .map(row -> change(row, found))
                          .filter(change ->
                              actor.isEmpty()
                                  || change.actor().path("account").asLong() == actor.get())
                          .toList();
                  return documents
                      .shownFor(changes.stream().flatMap(HistoryChangesView::sealed).toList())
                      .map(shown -> view(found, wanted, changes, shown))
                      .invoke(view ->
                          next(all)
                              .ifPresent(next ->
                                  view.put("next_page", tokens.seal(list, next, wanted.now()))));
                }));
  }

  private Uni<Optional<Long>> actor(Wanted wanted) {
    return wanted.actor().isEmpty()
        ? Uni.createFrom().item(Optional.empty())
        : pool.preparedQuery(ACTOR)
            .execute(Tuple.of(wanted.actor().get()))
            .map(OneRow::optional)
            .map(found -> Optional.of(found.map(row -> row.getLong(0)).orElse(NOBODY)));
  }

  private static boolean isOf(Life life, Row row) {
    return life.isNamespace()
        || row.getString("entity").equals(life.entity())
        || Arrays.asList(row.getArrayOfLongs("owners")).contains(life.id());
  }

  private static Change change(Row row, Found found) {
    String entity = row.getString("entity");
    int event = (int) (row.getLong("step") >> HistoryProjector.CHANGE_BITS);
    return new Change(
        row.getLong("seq"),
        HistoryMoments.time(row),
        row.getArrayOfStrings("events")[event],
        Objects.requireNonNull(HistoryDocuments.read(row, "actor")),
        new HistoryDifference(
            entity,
            found.visible(entity, HistoryDocuments.read(row, "before")),
            found.visible(entity, HistoryDocuments.read(row, "after"))));
  }

  private static Stream<ObjectNode> sealed(Change change) {
    @Nullable ObjectNode[] trees = {
      change.actor(), change.difference().before(), change.difference().after()
    };
    return Arrays.stream(trees).filter(Objects::nonNull);
  }

  private static ObjectNode view(Found found, Wanted wanted, List<Change> changes, Shown shown) {
    ObjectNode view = JsonNodeFactory.instance.objectNode();
    view.put("id", found.life().id())
        .put("first_seq", found.life().born())
        .put("last_seq", found.life().ended());
    ArrayNode list = view.putArray("changes");
    for (Change change : changes) {
      ObjectNode fields = change.difference().fields(shown);
      if (fields.isEmpty() || !wanted.field().map(fields::has).orElse(true)) {
        continue;
      }
      ObjectNode item =
          list.addObject()
              .put("seq", change.seq())
              .put("time", change.time())
              .put("operation", change.operation())
              .put("entity", change.difference().entity())
              .put("action", change.difference().action());
      item.set("actor", HistoryDocuments.actor(shown, change.actor()));
      item.set("fields", fields);
    }
    return view;
  }

  /** Where the next page begins, if there can be one. */
  private static Optional<ObjectNode> next(List<Row> rows) {
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    Row last = rows.getLast();
    return last.getLong("found") > rows.size() || last.getLong("found") == PAGE
        ? Optional.of(
            JsonNodeFactory.instance
                .objectNode()
                .put("seq", last.getLong("seq"))
                .put("step", last.getLong("step")))
        : Optional.empty();
  }
}
