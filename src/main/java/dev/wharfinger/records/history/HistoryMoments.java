package dev.wharfinger.records.history;

import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.Query;
import dev.wharfinger.platform.sql.OneRow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Moments as requests name them: by a time or by the number of a record. A time stands for the last
 * record that was written up to it.
 */
@Singleton
class HistoryMoments {

  /** What a request is told whose moment is neither. */
  static final String HELP = "Must be a time (2026-08-21T12:00:00Z) or the number of a record";

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
  private static final int LAST_YEAR = 9999;

  private static final String AT =
      "SELECT coalesce((SELECT seq FROM history_record WHERE time <= $1"
          + " ORDER BY time DESC, seq DESC LIMIT 1), 0)";
  private static final String FROM =
      "SELECT coalesce((SELECT seq FROM history_record WHERE time >= $1"
          + " ORDER BY time, seq LIMIT 1), "
          + Changes.FOREVER
          + ")";
  private static final String NOW =
      "SELECT coalesce((SELECT seq FROM history_record ORDER BY seq DESC LIMIT 1), 0)";

  private final Pool pool;

  @Inject
  HistoryMoments(Pool pool) {
    this.pool = pool;
  }

  /** The moment named by {@code at} or {@code seq}; now without either. */
  Uni<Long> at(Query query) {
    Optional<String> at = query.string("at");
    OptionalLong seq = query.integer("seq", HELP);
    if (at.isPresent() && seq.isPresent()) {
      throw new ApiException(ApiError.invalidRequest("at and seq exclude each other"));
    }
    return seq.isPresent() ? Uni.createFrom().item(Math.max(seq.getAsLong(), 0)) : until(at, "at");
  }

  /** The first and the last record of a time. */
  record Interval(long from, long to) {}

  /** The time between {@code from} and {@code to}; by default, all of it. */
  Uni<Interval> between(Query query) {
    return Uni.combine()
        .all()
        .unis(from(query.string("from"), "from"), until(query.string("to"), "to"))
        .with(Interval::new);
  }

  /** The last record up to the moment that a parameter names; by default, the last one. */
  Uni<Long> until(Optional<String> text, String parameter) {
    return text.map(given -> seq(given, parameter, AT)).orElseGet(() -> seq(NOW, Tuple.tuple()));
  }

  /** The first record from the moment on that a parameter names; by default, the first one. */
  private Uni<Long> from(Optional<String> text, String parameter) {
    return text.map(given -> seq(given, parameter, FROM))
        .orElseGet(() -> Uni.createFrom().item(0L));
  }

  private Uni<Long> seq(String text, String parameter, String sql) {
    if (NUMBER.matcher(text).matches()) {
      return Uni.createFrom().item(Long.parseLong(text));
    }
    return seq(sql, Tuple.of(time(text, parameter)));
  }

  private Uni<Long> seq(String sql, Tuple values) {
    return pool.preparedQuery(sql).execute(values).map(OneRow::of).map(row -> row.getLong(0));
  }

  private static OffsetDateTime time(String text, String parameter) {
    try {
      // A plus sign that was not escaped has become a space.
      OffsetDateTime time =
          OffsetDateTime.parse(text.replace(' ', '+')).withOffsetSameInstant(ZoneOffset.UTC);
      if (time.getYear() > 0 && time.getYear() <= LAST_YEAR) {
        return time;
      }
    } catch (DateTimeException e) {
      // refused below
    }
    throw new ApiException(new ApiError.ParameterMessage(parameter, HELP));
  }

  /** When a record was written; empty before the first one. */
  Uni<Optional<String>> time(long seq) {
    return pool.preparedQuery(
            "SELECT time FROM history_record WHERE seq <= $1 ORDER BY seq DESC LIMIT 1")
        .execute(Tuple.of(seq))
        .map(OneRow::optional)
        .map(found -> found.map(HistoryMoments::time));
  }

  /** The time in a row, as answers show it. */
  static String time(Row row) {
    return row.getOffsetDateTime("time").toInstant().toString();
  }
}
