package dev.wharfinger.registries.activity;

import io.vertx.pgclient.PgException;
import java.util.List;

/**
 * Tells a report that cannot become rows from a database that is away: only the first is parked.
 */
final class BadData {

  /** What the database says of data that it cannot take (SQLSTATE classes). */
  private static final List<String> OF_THE_DATA = List.of("21", "22", "23", "54", "P0");

  private BadData() {}

  /** Whether it is the fault of what was reported, and not of who was to store it. */
  static boolean isToBlame(Throwable failure) {
    return switch (failure) {
      case PgException told ->
          told.getSqlState() != null
              && OF_THE_DATA.stream().anyMatch(told.getSqlState()::startsWith);
      case Projection.Overtaken _ -> false;
      case IllegalArgumentException _,
          NullPointerException _,
          ClassCastException _,
          ArithmeticException _,
          IndexOutOfBoundsException _,
          java.time.DateTimeException _ ->
          true;
      default -> false;
    };
  }

  /** What is told of a failure. Never the text: it may quote what was reported. */
  static String reason(Throwable failure) {
    return failure instanceof PgException told
        ? "SQLSTATE " + told.getSqlState()
        : failure.getClass().getName();
  }
}
