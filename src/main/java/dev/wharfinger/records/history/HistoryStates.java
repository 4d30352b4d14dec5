package dev.wharfinger.records.history;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.http.PageBytes;
import dev.wharfinger.platform.sql.OneRow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** States of entities and of their parts, each by one look into an index. */
@Singleton
class HistoryStates {

  /** How many parts are looked at for one page. */
  @Bound(
      of = "parts of an entity in a page of its history",
      unit = "items",
      beyond = "the page ends, with next_page",
      test = "HistoryApiTest.pagesTheParts")
  static final int PAGE = 500;

  private static final String STATE =
      """
      SELECT now.seq AS from_seq, now.document::text AS document, next.seq AS to_seq
      FROM (SELECT seq, step, document FROM history_version WHERE entity = $1 AND seq <= $2
          ORDER BY seq DESC, step DESC LIMIT 1) now
        LEFT JOIN LATERAL (SELECT seq FROM history_version
          WHERE entity = $1 AND (seq, step) > (now.seq, now.step) ORDER BY seq, step LIMIT 1) next
        ON true
      """;

  private static final String SOME =
      """
      (SELECT owner, to_seq, entity, from_seq FROM history_part
        WHERE owner = %1$s AND (owner, to_seq, entity, from_seq) > (%1$s, $2, $3, $4)
        ORDER BY owner, to_seq, entity, from_seq LIMIT $6)\
      """;

  /** $1 the owner, $2 to $4 where the page begins, $5 the record. */
  private static final String PARTS =
      PageBytes.fitting(
          """
          SELECT part.to_seq, part.entity, part.from_seq, state.seq, state.document::text AS document
          FROM %s part LEFT JOIN LATERAL (SELECT seq, document FROM history_version v
              WHERE v.entity = part.entity AND v.seq <= $5 ORDER BY v.seq DESC, v.step DESC LIMIT 1)
            state ON part.from_seq <= $5
          """
              .formatted(SOME.formatted("$1")),
          "document",
          "to_seq, entity, from_seq");

  /** The same for two records, $5 and $7: a part is compared within one life. */
  private static final String COMPARED =
      PageBytes.fitting(
          """
          SELECT part.to_seq, part.entity, part.from_seq, former.document::text AS before,
                 state.document::text AS after
          FROM %s part
            LEFT JOIN LATERAL (SELECT document FROM history_version v
              WHERE v.entity = part.entity AND v.seq <= $5 ORDER BY v.seq DESC, v.step DESC LIMIT 1)
              former ON part.from_seq <= $5
            LEFT JOIN LATERAL (SELECT document FROM history_version v
              WHERE v.entity = part.entity AND v.seq <= $7 ORDER BY v.seq DESC, v.step DESC LIMIT 1)
              state ON part.from_seq <= $7 AND part.to_seq > $7
          """
              .formatted(SOME.formatted("$1")),
          "ARRAY[before, after]",
          "to_seq, entity, from_seq");

  /** Higher than the name of any entity. */
  private static final String BEYOND_NAMES = "~";

  private final Pool pool;

  @Inject
  HistoryStates(Pool pool) {
    this.pool = pool;
  }

  /**
   * What an entity was.
   *
   * @param document null where it was not there
   * @param from the record that made it so
   * @param to the one that changed it next; null if none has
   */
  record State(@Nullable ObjectNode document, long from, @Nullable Long to) {}

  /**
   * A part that was there.
   *
   * @param born the record with which its life began
   * @param from the record that made it what it was
   */
  record Part(String entity, long born, long from, ObjectNode document) {}

  /**
   * Where a page begins: after this part of this owner. The owner is negative where it is the
   * namespace of its parts.
   */
  record Position(long owner, long to, String entity, long from) {

    /** From the token of a page. */
    static Position read(ObjectNode token) {
      return new Position(
          token.path("owner").asLong(),
          token.path("to").asLong(),
          token.path("entity").asText(),
          token.path("from").asLong());
    }

    /** For the token of a page. */
    ObjectNode write() {
      return JsonNodeFactory.instance
          .objectNode()
          .put("owner", owner)
          .put("to", to)
          .put("entity", entity)
          .put("from", from);
    }

    /** Before all parts that were there after a record. */
    static Position beginning(long owner, long seq) {
      return new Position(owner, seq, BEYOND_NAMES, 0);
    }
  }

  /**
   * Some parts.
   *
   * @param next where the next ones begin; empty if these are the last
   */
  record Page(List<Part> parts, Optional<Position> next) {}

  /**
   * Some parts that came, went or changed.
   *
   * @param next where the next ones begin; empty if these are the last
   */
  record Compared(List<HistoryDifference> differences, Optional<Position> next) {}

  /** The state of an entity after a record; empty before its first one. */
  Uni<Optional<State>> of(String entity, long seq) {
    return pool.preparedQuery(STATE)
        .execute(Tuple.of(entity, seq))
        .map(OneRow::optional)
        .map(found ->
            found.map(row ->
                new State(
                    HistoryDocuments.read(row, "document"),
                    row.getLong("from_seq"),
                    row.getLong("to_seq"))));
  }

  /** The next parts that were there after a record. */
  Uni<Page> parts(Position position, long seq) {
    return pool.preparedQuery(PARTS)
        .execute(
            Tuple.of(
                position.owner(), position.to(), position.entity(), position.from(), seq, PAGE))
        .map(rows -> {
          List<Part> parts = new ArrayList<>();
          Optional<Position> next = Optional.empty();
          for (Row row : rows) {
            next = next(row, position, rows.size());
            ObjectNode document = HistoryDocuments.read(row, "document");
            if (document != null) {
              parts.add(
                  new Part(
                      row.getString("entity"),
                      row.getLong("from_seq"),
                      row.getLong("seq"),
                      document));
            }
          }
          return new Page(parts, next);
        });
  }

  /** The next parts that are different after two records. */
  Uni<Compared> compare(Position position, long before, long after) {
    return pool.preparedQuery(COMPARED)
        .execute(
            Tuple.of(position.owner(), position.to(), position.entity(), position.from(), before)
                .addInteger(PAGE)
                .addLong(after))
        .map(rows -> {
          List<HistoryDifference> differences = new ArrayList<>();
          Optional<Position> next = Optional.empty();
          for (Row row : rows) {
            next = next(row, position, rows.size());
            HistoryDifference difference =
                new HistoryDifference(
                    row.getString("entity"),
                    HistoryDocuments.read(row, "before"),
                    HistoryDocuments.read(row, "after"));
            if (!difference.isNone()) {
              differences.add(difference);
            }
          }
          return new Compared(differences, next);
        });
  }

  /** Where the next page begins after this last row, unless there is none. */
  private static Optional<Position> next(Row row, Position position, int shown) {
    long found = row.getLong("found");
    return shown < found || found == PAGE
        ? Optional.of(
            new Position(
                position.owner(),
                row.getLong("to_seq"),
                row.getString("entity"),
                row.getLong("from_seq")))
        : Optional.empty();
  }
}
