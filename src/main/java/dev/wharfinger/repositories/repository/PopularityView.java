package dev.wharfinger.repositories.repository;

import java.util.Locale;

/**
 * How popular a repository is: the entries of its usage log on each completed day, of which earlier
 * ones count less. Source: contract neighbours 6; Quay's scores of repositories.
 */
public final class PopularityView {

  /** Days older than this do not count. */
  private static final int DAYS = 183;

  /** Ages in days that share a weight, as in Quay: a day, a week, a month, half a year. */
  private static final int[] AGES = {0, 1, 7, 31, DAYS};

  private PopularityView() {}

  /**
   * An SQL expression.
   *
   * @param repository an expression for the id of a repository
   * @param today an expression for the day that is not over
   */
  public static String of(String repository, String today) {
    StringBuilder weight = new StringBuilder("CASE");
    for (int i = 1; i < AGES.length; i++) {
      weight.append(
          String.format(
              Locale.ROOT,
              " WHEN c.day >= %s - %d THEN %.12f",
              today,
              AGES[i],
              (integral(AGES[i]) - integral(AGES[i - 1])) / (AGES[i] - AGES[i - 1])));
    }
    return """
    coalesce((
      SELECT sum(c.count * %1$s END) FROM every_usage_log_count c
      WHERE c.repository = %2$s AND c.repository <> 0 AND c.day >= %3$s - %4$d AND c.day < %3$s), 0)::float8\
    """
        .formatted(weight, repository, today, DAYS);
  }

  /** Of the density 2 / (age / 183 + 1)\u00b2 / 183, which is 1 over all days that count. */
  private static double integral(double age) {
    return -2 / (age / DAYS + 1);
  }
}
