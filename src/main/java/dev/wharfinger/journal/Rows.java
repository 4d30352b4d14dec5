package dev.wharfinger.journal;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The statements of projections, sent down one connection without waiting in between; Postgres
 * answers them in order.
 */
public final class Rows {

  private final SqlConnection connection;
  private final List<Uni<Void>> pending = new ArrayList<>();
  private final Set<String> changed = new LinkedHashSet<>();
  private final Set<String> sent = new HashSet<>();

  public Rows(SqlConnection connection) {
    this.connection = connection;
  }

  /** Sends a statement that must touch at least one row: a missing parent row is an error. */
  public void change(String sql, @Nullable Object... values) {
    send(sql, true, values);
  }

  /** Sends a statement that may find nothing to touch. */
  public void sweep(String sql, @Nullable Object... values) {
    send(sql, false, values);
  }

  /** Sends a statement that may find nothing to touch, the first time under a key. */
  public void once(String key, String sql, @Nullable Object... values) {
    if (sent.add(key)) {
      send(sql, false, values);
    }
  }

  /** Says that what instances may have cached under this key is out of date once this commits. */
  public void changed(String key) {
    changed.add(key);
  }

  Set<String> changes() {
    return changed;
  }

  private void send(String sql, boolean mustTouch, @Nullable Object[] values) {
    Uni<Void> answer =
        connection
            .preparedQuery(sql)
            .execute(Tuple.from(values))
            .invoke(result -> {
              if (mustTouch && result.rowCount() == 0) {
                throw new ProjectionFailed("touched no row: " + sql);
              }
            })
            .replaceWithVoid()
            .memoize()
            .indefinitely();
    // Subscribing sends the statement now; its failure is seen by whoever awaits done().
    answer.subscribe().with(_ -> {}, _ -> {});
    pending.add(answer);
  }

  /** Completes when Postgres has answered everything sent so far; fails with the first failure. */
  public Uni<Void> done() {
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
