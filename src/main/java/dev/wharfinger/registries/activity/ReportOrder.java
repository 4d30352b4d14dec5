package dev.wharfinger.registries.activity;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.Comparator;

/**
 * The position of a report among all reports about the same thing: the one with the latest time
 * wins, and at equal times the one with the greatest id. So it does not matter in which order, or
 * how often, they arrive.
 *
 * @param at in whole microseconds, as stored in the database
 * @param event the report's id, in ASCII, so that the order is the same here and in the database
 */
record ReportOrder(Instant at, String event) implements Comparable<ReportOrder> {

  private static final Comparator<ReportOrder> ORDER =
      Comparator.comparing(ReportOrder::at).thenComparing(ReportOrder::event);

  /** Reads it from a row. */
  static ReportOrder of(Row row) {
    return new ReportOrder(row.getOffsetDateTime("at").toInstant(), row.getString("event"));
  }

  @Override
  public int compareTo(ReportOrder other) {
    return ORDER.compare(this, other);
  }

  boolean isAfter(ReportOrder other) {
    return compareTo(other) > 0;
  }
}
