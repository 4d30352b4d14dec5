package dev.wharfinger.records.log;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.Dates;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.RepositoryId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Counts usage logs of each kind per day, in UTC. Source: contract neighbours 9, superuser 12. */
@Singleton
public class LogCounts {

  @Bound(
      of = "period over which usage logs are counted",
      unit = "days",
      beyond = "400",
      test = "AllLogsApiTest.refusesToCountMoreThanThirtyOneDays")
  private static final Duration LONGEST = Duration.ofDays(31);

  private static final String ISSUE = "Invalid date range for logs";

  /** Whole days are read from precomputed counts; the first and the last day may be partial. */
  private static final String SELECT =
      """
      SELECT kind, day, sum(count)::bigint AS count FROM (
        SELECT l.kind, l.day, l.count, l.performer FROM every_usage_log_count l
        WHERE %1$s = $1 AND l.day >= ($7::timestamptz AT TIME ZONE 'UTC')::date
          AND l.day < ($8::timestamptz AT TIME ZONE 'UTC')::date
        UNION ALL
        SELECT l.kind, (l.time AT TIME ZONE 'UTC')::date, 1, l.performer FROM every_usage_log l
        WHERE %1$s = $1 AND l.time >= $2 AND l.time < least($3, $7)
        UNION ALL
        SELECT l.kind, (l.time AT TIME ZONE 'UTC')::date, 1, l.performer FROM every_usage_log l
        WHERE %1$s = $1 AND l.time >= greatest($7, $8) AND l.time < $3) counted
      WHERE ($4::bigint IS NULL OR performer = $4) AND ($5 OR kind NOT LIKE $6)
      GROUP BY kind, day ORDER BY day, kind
      """;

  private final Pool pool;
  private final LogList list;

  @Inject
  LogCounts(Pool pool, LogList list) {
    this.pool = pool;
    this.list = list;
  }

  /** Counts an account's entries; an unknown performer does not restrict them. */
  Uni<ObjectNode> of(AccountId namespace, boolean serviceKeysToo, LogList.Wanted wanted) {
    check(wanted);
    Subject account = new Subject(Subject.Kind.ACCOUNT, namespace.value());
    return list.performer(wanted)
        .map(performer -> performer.filter(id -> id != LogList.NOBODY))
        .flatMap(performer -> count(account, serviceKeysToo, wanted, performer));
  }

  /** Counts a repository's entries, by all performers. */
  public Uni<ObjectNode> ofRepository(RepositoryId repository, LogList.Wanted wanted) {
    check(wanted);
    return count(
        new Subject(Subject.Kind.REPOSITORY, repository.value()), true, wanted, Optional.empty());
  }

  /** Counts the entries of all accounts. */
  Uni<ObjectNode> ofAll(LogList.Wanted wanted) {
    if (isTooLong(wanted)) {
      throw new ApiException(ApiError.invalidRequest(ISSUE));
    }
    return count(Subject.EVERYBODY, true, wanted, Optional.empty());
  }

  private static void check(LogList.Wanted wanted) {
    wanted.check();
    if (isTooLong(wanted)) {
      throw new ApiException(ApiError.message(ISSUE));
    }
  }

  private static boolean isTooLong(LogList.Wanted wanted) {
    return Duration.between(wanted.start(), wanted.end()).compareTo(LONGEST) > 0;
  }

  private Uni<ObjectNode> count(
      Subject subject, boolean serviceKeysToo, LogList.Wanted wanted, Optional<Long> performer) {
    Tuple values =
        Tuple.tuple()
            .addLong(subject.id())
            .addOffsetDateTime(LogList.at(wanted.start()))
            .addOffsetDateTime(LogList.at(wanted.end()))
            .addValue(performer.orElse(null))
            .addBoolean(serviceKeysToo)
            .addString(LogList.SERVICE_KEYS)
            .addOffsetDateTime(LogList.at(firstMidnight(wanted.start())))
            .addOffsetDateTime(LogList.at(wanted.end().truncatedTo(ChronoUnit.DAYS)));
    return pool.preparedQuery(subject.kind().in(SELECT)).execute(values).map(LogCounts::view);
  }

  /** The start of the first whole day. */
  private static Instant firstMidnight(Instant start) {
    Instant midnight = start.truncatedTo(ChronoUnit.DAYS);
    return midnight.equals(start) ? start : midnight.plus(1, ChronoUnit.DAYS);
  }

  private static ObjectNode view(RowSet<Row> rows) {
    ObjectNode view = JsonNodeFactory.instance.objectNode();
    ArrayNode aggregated = view.putArray("aggregated");
    for (Row row : rows) {
      aggregated
          .addObject()
          .put("kind", row.getString("kind"))
          .put("count", row.getLong("count"))
          .put(
              "datetime",
              Dates.rfc2822(row.getLocalDate("day").atStartOfDay(ZoneOffset.UTC).toInstant()));
    }
    return view;
  }
}
