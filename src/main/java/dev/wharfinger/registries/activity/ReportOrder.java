package dev.wharfinger.registries.activity;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.Comparator;

/**
 * The place of a report among all that speak of the same thing: the last word is the one with the
 * latest time, and among those of one time the one with the greatest id. So it does not matter in
 * which order, or how often, they come.
 *
 * @param at in whole microseconds, as the database keeps it
 * @param event the report's id, in ASCII, so that here and in the database one order holds
 */
record ReportOrder(Instant at, String event) implements Comparable<ReportOrder> {

  private static final Comparator<ReportOrder> ORDER =
      Comparator.comparing(ReportOrder::at).thenComparing(ReportOrder::event);

  /** As it is stored. */
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
