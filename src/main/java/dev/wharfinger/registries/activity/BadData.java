package dev.wharfinger.registries.activity;

import io.vertx.pgclient.PgException;
import java.util.List;

/** Distinguishes a report that cannot be stored from an unavailable database: only it is parked. */
final class BadData {

  /** SQLSTATE classes of data that the database cannot accept. */
  private static final List<String> OF_THE_DATA = List.of("21", "22", "23", "54", "P0");

  private BadData() {}

  /** Whether the report is at fault, rather than the database. */
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

  /** The reason to report for a failure. Never the exception's text, which may quote the report. */
  static String reason(Throwable failure) {
    return failure instanceof PgException told
        ? "SQLSTATE " + told.getSqlState()
        : failure.getClass().getName();
  }
}
