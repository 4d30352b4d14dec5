package dev.wharfinger.records.history;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.http.PageToken;
import dev.wharfinger.records.feed.Shown;
import dev.wharfinger.records.history.HistoryLives.Life;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;

/**
 * When the access of an account to a repository changed, the latest change first. A page looks at a
 * certain number of records that changed what the access depends on, and shows those that made a
 * difference: it can be short, and even empty, while there are more.
 */
@Singleton
class HistoryAccessChangesView {

  @Bound(
      of = "records that a page of changes of an access looks at",
      unit = "items",
      beyond = "the page ends, with next_page",
      test = "HistoryApiTest.pagesTheChangesOfAccess")
  private static final int PAGE = 50;

  /**
   * $1 the account, $2 the repository, $3 the first record, $4 the last one: the latest records in
   * between that changed one of the two, a permission, or a team that the account was ever in.
   */
  private static final String RECORDS =
      """
      WITH team AS (SELECT DISTINCT split_part(entity, '/', 2) AS id FROM history_part
          WHERE owner = $1 AND starts_with(entity, 'team-member/')),
        basis AS (
          SELECT unnest(ARRAY['account/' || $1::bigint, 'repository/' || $2::bigint,
            'account-permission/' || $2 || '/' || $1]) AS entity
          UNION ALL
          SELECT unnest(ARRAY['team/' || id, 'team-permission/' || $2 || '/' || id,
            'team-member/' || id || '/' || $1]) FROM team),
        changed AS (
          SELECT DISTINCT version.seq FROM basis CROSS JOIN LATERAL (SELECT seq FROM history_version
            WHERE entity = basis.entity AND seq BETWEEN $3 AND $4
            ORDER BY seq DESC, step DESC LIMIT %1$d) version
          ORDER BY version.seq DESC LIMIT %1$d)
      SELECT record.seq, record.time, record.actor::text AS actor, record.events
      FROM changed JOIN history_record record USING (seq) ORDER BY record.seq DESC
      """
          .formatted(PAGE);

  private final Pool pool;
  private final HistoryAccessView access;
  private final HistoryDocuments documents;
  private final PageToken tokens;

  @Inject
  HistoryAccessChangesView(
      Pool pool, HistoryAccessView access, HistoryDocuments documents, PageToken tokens) {
    this.pool = pool;
    this.access = access;
    this.documents = documents;
    this.tokens = tokens;
  }

  /**
   * Which changes a request asks for.
   *
   * @param from the first record
   * @param to the last one
   */
  record Wanted(long account, long from, long to, Optional<String> token, Instant now) {}

  /** A record after which the access was another one than before. */
  private record Change(Row record, ObjectNode actor, ObjectNode before, ObjectNode after) {}

  /** A page. */
  Uni<ObjectNode> page(Life repository, Wanted wanted) {
    String list = "changes of access of %d to %d".formatted(wanted.account(), repository.id());
    long last =
        wanted
            .token()
            .flatMap(token -> tokens.open(list, token, wanted.now()))
            .map(it -> it.path("seq").asLong())
            .orElse(wanted.to());
    return pool.preparedQuery(RECORDS)
        .execute(Tuple.of(wanted.account(), repository.id(), wanted.from(), last))
        .flatMap(records -> page(records, repository, wanted, list));
  }

  private Uni<ObjectNode> page(RowSet<Row> records, Life repository, Wanted wanted, String list) {
    List<Long> moments = new ArrayList<>();
    records.forEach(row -> moments.add(row.getLong("seq")));
    boolean isLast = records.size() < PAGE;
    if (isLast) {
      moments.add(wanted.from() - 1);
    }
    return access
        .after(moments, wanted.account(), repository)
        .flatMap(states -> {
          List<Change> changes = changes(records, states);
          Optional<Long> next =
              isLast && states.size() == moments.size()
                  ? Optional.empty()
                  : Optional.of(states.lastKey());
          return documents
              .shownFor(changes.stream().map(Change::actor).toList())
              .map(shown -> view(repository, wanted, changes, shown))
              .invoke(view ->
                  next.ifPresent(seq ->
                      view.put(
                          "next_page",
                          tokens.seal(
                              list,
                              JsonNodeFactory.instance.objectNode().put("seq", seq),
                              wanted.now()))));
        });
  }

  /** The access after a record is that before the next one. */
  private static List<Change> changes(RowSet<Row> records, SortedMap<Long, ObjectNode> states) {
    List<Change> changes = new ArrayList<>();
    for (Row record : records) {
      long seq = record.getLong("seq");
      ObjectNode after = states.get(seq);
      SortedMap<Long, ObjectNode> earlier = states.tailMap(seq - 1);
      if (after != null && !earlier.isEmpty()) {
        ObjectNode before = Objects.requireNonNull(states.get(earlier.firstKey()));
        if (!after.equals(before)) {
          ObjectNode actor = Objects.requireNonNull(HistoryDocuments.read(record, "actor"));
          changes.add(new Change(record, actor, before, after));
        }
      }
    }
    return changes;
  }

  private static ObjectNode view(
      Life repository, Wanted wanted, List<Change> changes, Shown shown) {
    ObjectNode view =
        JsonNodeFactory.instance
            .objectNode()
            .put("account", wanted.account())
            .put("repository", repository.id());
    ArrayNode list = view.putArray("changes");
    for (Change change : changes) {
      ObjectNode item =
          list.addObject()
              .put("seq", change.record().getLong("seq"))
              .put("time", HistoryMoments.time(change.record()));
      ArrayNode operations = item.putArray("operations");
      for (String event : change.record().getArrayOfStrings("events")) {
        operations.add(event);
      }
      item.set("actor", HistoryDocuments.actor(shown, change.actor()));
      item.set("before", change.before());
      item.set("after", change.after());
    }
    return view;
  }
}
