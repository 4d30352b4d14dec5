package dev.wharfinger.journal;

import io.vertx.pgclient.PgException;

/** What a failure of Postgres says about the statement that met it. */
final class Failures {

  private Failures() {}

  /**
   * Whether the statement itself is at fault, so that trying again cannot help: not when the
   * connection broke, the server went down (SQLSTATE 57), a lock or the idle timeout struck (55,
   * 25) or the transaction had failed before (25P02).
   */
  static boolean isOfTheStatement(Throwable failure) {
    return switch (failure) {
      case Rows.ProjectionFailed _ -> true;
      case PgException e when e.getSqlState() != null ->
          !e.getSqlState().matches("(08|25|40|53|55|57|58|XX).*");
      default -> false;
    };
  }
}
