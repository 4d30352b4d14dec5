package dev.wharfinger.platform.sql;

import dev.wharfinger.platform.config.Bound;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Goes through more rows than are to be held in memory. */
public final class Pages {

  @Bound(
      of = "namespaces, repositories or tags that policies are carried out on at a time",
      unit = "rows",
      beyond = "read after them",
      test = "PruneTagsApiTest.goesThroughMoreTagsThanItReadsAtATime")
  public static final int ROWS = 1_000;

  private Pages() {}

  /**
   * Reads page after page, each from the key of the last row on.
   *
   * @param read at most {@link #ROWS} rows after a key
   * @param work on a page; false to read no more
   * @return whether all were read
   */
  public static <K> Uni<Boolean> each(
      Function<K, Uni<RowSet<Row>>> read,
      Function<Row, K> key,
      K after,
      Function<List<Row>, Uni<Boolean>> work) {
    return read.apply(after)
        .map(rows -> list(rows, Function.identity()))
        .flatMap(page ->
            work.apply(page)
                .flatMap(goOn ->
                    goOn && page.size() == ROWS
                        ? each(read, key, key.apply(page.getLast()), work)
                        : Uni.createFrom().item(page.size() < ROWS)));
  }

  /** All rows of a page. */
  public static <T> List<T> list(RowSet<Row> rows, Function<Row, T> read) {
    List<T> list = new ArrayList<>(rows.size());
    rows.forEach(row -> list.add(read.apply(row)));
    return list;
  }
}
