package dev.wharfinger.registries.activity;

import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Rows to be written, as one array per column: thousands of them are sent in one statement. */
final class Columns {

  private final List<IntFunction<Object[]>> types;
  private final List<List<@Nullable Object>> columns = new ArrayList<>();
  private int rows;

  /** Creates columns of these types, given as constructors of their arrays. */
  @SafeVarargs
  Columns(IntFunction<Object[]>... types) {
    this.types = List.of(types);
    this.types.forEach(_ -> columns.add(new ArrayList<>()));
  }

  void add(@Nullable Object... values) {
    for (int i = 0; i < values.length; i++) {
      columns.get(i).add(values[i]);
    }
    rows++;
  }

  boolean isEmpty() {
    return rows == 0;
  }

  int rows() {
    return rows;
  }

  /** The columns, followed by the parameters that are the same for all rows. */
  Tuple tuple(Object... more) {
    Tuple tuple = Tuple.tuple();
    for (int i = 0; i < types.size(); i++) {
      tuple.addValue(columns.get(i).toArray(types.get(i)));
    }
    for (Object each : more) {
      tuple.addValue(each);
    }
    return tuple;
  }

  List<@Nullable Object> column(int index) {
    return Collections.unmodifiableList(columns.get(index));
  }
}
