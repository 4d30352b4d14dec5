package dev.wharfinger.platform.journal;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.Id;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The SQL statements of projections, pipelined on one connection; Postgres answers them in order.
 * Statements of commands that touch different things may be {@link #gather gathered}: each
 * command's own order is kept, and those of several commands with the same SQL are batched. A typed
 * {@link Id} among the values is stored as its number.
 */
public final class Rows {

  /** Most rows in one INSERT; a longer statement would not be cached as a prepared statement. */
  private static final int TOGETHER = 16;

  private enum Kind {
    INSERT,
    UPDATE,
    UPDATE_IF_PRESENT
  }

  /**
   * @param sql of an INSERT, all before VALUES
   */
  private record Statement(String sql, Kind kind, Tuple values) {

    boolean isLike(Statement other) {
      return kind == other.kind && sql.equals(other.sql);
    }
  }

  private final SqlConnection connection;
  private final List<OwnedRows> ownedByUser;
  private final List<Uni<Void>> pending = new ArrayList<>();
  private final List<Deque<Statement>> gathered = new ArrayList<>();
  private final Set<String> changed = new LinkedHashSet<>();
  private final Set<String> sent = new HashSet<>();

  /**
   * Statements on a connection.
   *
   * @param ownedByUser what {@link #deleteOwnedByUser} deletes
   */
  public Rows(SqlConnection connection, List<OwnedRows> ownedByUser) {
    this.connection = connection;
    this.ownedByUser = ownedByUser;
  }

  /**
   * Inserts a row. Consecutive rows for one table are sent as one statement, which costs Postgres a
   * fraction of separate statements and fires the table's triggers once.
   *
   * @param into the table and, in parentheses, the columns of the values
   */
  public void insert(String into, @Nullable Object... values) {
    add(new Statement("INSERT INTO " + into + " VALUES ", Kind.INSERT, tuple(values)));
  }

  /** Sends a statement that must touch at least one row: a missing parent row is an error. */
  public void update(String sql, @Nullable Object... values) {
    add(new Statement(sql, Kind.UPDATE, tuple(values)));
  }

  /** Sends a statement that may touch no rows. */
  public void updateIfPresent(String sql, @Nullable Object... values) {
    add(new Statement(sql, Kind.UPDATE_IF_PRESENT, tuple(values)));
  }

  /** Deletes all that an account has as a user, in every area. */
  public void deleteOwnedByUser(AccountId account) {
    ownedByUser.forEach(owned -> updateIfPresent(owned.deletion(), account));
  }

  /**
   * Sends a statement that may touch no rows, once per key: immediately, ahead of everything that
   * is gathered, because all later statements depend on it.
   */
  public void once(String key, String sql, @Nullable Object... values) {
    if (sent.add(key)) {
      Tuple tuple = tuple(values);
      send(new Statement(sql, Kind.UPDATE_IF_PRESENT, tuple), List.of(tuple));
    }
  }

  /** Marks a cache key as outdated once this commits. */
  public void invalidate(String key) {
    changed.add(key);
  }

  Set<String> changes() {
    return changed;
  }

  /**
   * Buffers what follows until {@link #release}, as the statements of one command that touches
   * nothing that the commands gathered before it touch.
   */
  void gather() {
    gathered.add(new ArrayDeque<>());
  }

  /** Sends what was gathered; later statements are sent immediately again. */
  void release() {
    while (true) {
      gathered.removeIf(Deque::isEmpty);
      if (gathered.isEmpty()) {
        return;
      }
      Statement first = gathered.getFirst().getFirst();
      List<Tuple> alike = new ArrayList<>();
      for (Deque<Statement> command : gathered) {
        Statement next = command.getFirst();
        if (next.isLike(first)) {
          alike.add(command.removeFirst().values());
        }
      }
      send(first, alike);
    }
  }

  /** Discards what was gathered but not sent: the transaction has failed. */
  void drop() {
    gathered.clear();
  }

  private static Tuple tuple(@Nullable Object... values) {
    List<@Nullable Object> parameters = new ArrayList<>(values.length);
    for (Object value : values) {
      parameters.add(value instanceof Id id ? id.value() : value);
    }
    return Tuple.from(parameters);
  }

  private void add(Statement statement) {
    if (gathered.isEmpty()) {
      send(statement, List.of(statement.values()));
    } else {
      gathered.getLast().add(statement);
    }
  }

  private void send(Statement statement, List<Tuple> values) {
    if (statement.kind() == Kind.INSERT) {
      // In powers of two, because every number of rows is a separate statement to prepare.
      int rows;
      for (int from = 0; from < values.size(); from += rows) {
        rows = Math.min(TOGETHER, Integer.highestOneBit(values.size() - from));
        insert(statement.sql(), values.subList(from, from + rows));
      }
    } else {
      pend(
          connection
              .preparedQuery(statement.sql())
              .executeBatch(values)
              .invoke(results -> check(statement, results))
              .replaceWithVoid());
    }
  }

  private void insert(String into, List<Tuple> rows) {
    StringBuilder sql = new StringBuilder(into);
    List<@Nullable Object> values = new ArrayList<>();
    for (Tuple row : rows) {
      sql.append(values.isEmpty() ? "(" : ", (");
      for (int column = 0; column < row.size(); column++) {
        values.add(row.getValue(column));
        sql.append(column == 0 ? "$" : ", $").append(values.size());
      }
      sql.append(')');
    }
    pend(connection.preparedQuery(sql.toString()).execute(Tuple.from(values)).replaceWithVoid());
  }

  private void pend(Uni<Void> statement) {
    Uni<Void> answer = statement.memoize().indefinitely();
    // Subscribing sends the statement now; its failure surfaces in done().
    answer.subscribe().with(_ -> {}, _ -> {});
    pending.add(answer);
  }

  private static void check(Statement statement, @Nullable RowSet<Row> results) {
    for (RowSet<Row> result = results; result != null; result = result.next()) {
      if (statement.kind() == Kind.UPDATE && result.rowCount() == 0) {
        throw new ProjectionFailed("touched no row: " + statement.sql());
      }
    }
  }

  /** Completes when Postgres has answered everything sent so far; fails with the first failure. */
  public Uni<Void> done() {
    release();
    if (pending.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    List<Uni<Void>> answers = List.copyOf(pending);
    pending.clear();
    return Uni.join().all(answers).andFailFast().replaceWithVoid();
  }

  /** An event does not match the rows it applies to. */
  public static final class ProjectionFailed extends RuntimeException {
    ProjectionFailed(String reason) {
      super(reason);
    }
  }
}
