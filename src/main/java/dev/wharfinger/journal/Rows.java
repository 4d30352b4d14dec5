package dev.wharfinger.journal;

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
 * The statements of projections, sent down one connection without waiting in between; Postgres
 * answers them in order. Those of commands that touch different things may be {@link #gather
 * gathered}: each command's own order is kept, and what several of them say alike travels together.
 */
public final class Rows {

  private record Statement(String sql, boolean mustTouch, Tuple values) {}

  private final SqlConnection connection;
  private final List<Uni<Void>> pending = new ArrayList<>();
  private final List<Deque<Statement>> gathered = new ArrayList<>();
  private final Set<String> changed = new LinkedHashSet<>();
  private final Set<String> sent = new HashSet<>();

  public Rows(SqlConnection connection) {
    this.connection = connection;
  }

  /** Sends a statement that must touch at least one row: a missing parent row is an error. */
  public void change(String sql, @Nullable Object... values) {
    add(new Statement(sql, true, Tuple.from(values)));
  }

  /** Sends a statement that may find nothing to touch. */
  public void sweep(String sql, @Nullable Object... values) {
    add(new Statement(sql, false, Tuple.from(values)));
  }

  /**
   * Sends a statement that may find nothing to touch, the first time under a key: at once, before
   * all that is gathered, for everybody after it counts on it.
   */
  public void once(String key, String sql, @Nullable Object... values) {
    if (sent.add(key)) {
      Tuple tuple = Tuple.from(values);
      send(new Statement(sql, false, tuple), List.of(tuple));
    }
  }

  /** Says that what instances may have cached under this key is out of date once this commits. */
  public void changed(String key) {
    changed.add(key);
  }

  Set<String> changes() {
    return changed;
  }

  /**
   * Keeps what follows until {@link #release}, as the statements of one command that touches
   * nothing that those gathered before it touch.
   */
  void gather() {
    gathered.add(new ArrayDeque<>());
  }

  /** Sends what was gathered; what follows is sent at once again. */
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
        if (next.sql().equals(first.sql()) && next.mustTouch() == first.mustTouch()) {
          alike.add(command.removeFirst().values());
        }
      }
      send(first, alike);
    }
  }

  /** Drops what was gathered and not sent: the transaction has failed. */
  void drop() {
    gathered.clear();
  }

  private void add(Statement statement) {
    if (gathered.isEmpty()) {
      send(statement, List.of(statement.values()));
    } else {
      gathered.getLast().add(statement);
    }
  }

  private void send(Statement statement, List<Tuple> values) {
    Uni<Void> answer =
        connection
            .preparedQuery(statement.sql())
            .executeBatch(values)
            .invoke(results -> check(statement, results))
            .replaceWithVoid()
            .memoize()
            .indefinitely();
    // Subscribing sends the statement now; its failure is seen by whoever awaits done().
    answer.subscribe().with(_ -> {}, _ -> {});
    pending.add(answer);
  }

  private static void check(Statement statement, @Nullable RowSet<Row> results) {
    for (RowSet<Row> result = results; result != null; result = result.next()) {
      if (statement.mustTouch() && result.rowCount() == 0) {
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

  /** An event does not fit the rows it meets. */
  public static final class ProjectionFailed extends RuntimeException {
    ProjectionFailed(String reason) {
      super(reason);
    }
  }
}
