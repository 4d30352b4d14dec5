package dev.wharfinger.activity;

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
record Mark(Instant at, String event) implements Comparable<Mark> {

  private static final Comparator<Mark> ORDER =
      Comparator.comparing(Mark::at).thenComparing(Mark::event);

  /** As it is stored. */
  static Mark of(Row row) {
    return new Mark(row.getOffsetDateTime("at").toInstant(), row.getString("event"));
  }

  @Override
  public int compareTo(Mark other) {
    return ORDER.compare(this, other);
  }

  boolean isAfter(Mark other) {
    return compareTo(other) > 0;
  }
}
