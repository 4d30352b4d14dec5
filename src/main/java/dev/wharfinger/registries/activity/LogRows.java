package dev.wharfinger.registries.activity;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Entries of the usage logs, by the reports of one transaction. */
final class LogRows {

  private final Columns rows =
      new Columns(
          Long[]::new,
          OffsetDateTime[]::new,
          String[]::new,
          Long[]::new,
          Long[]::new,
          String[]::new,
          String[]::new,
          Long[]::new);
  private final Set<LocalDate> months = new TreeSet<>();

  /**
   * Adds an entry.
   *
   * @param number by which a report that comes again is recognised
   */
  void add(
      long number,
      OffsetDateTime time,
      String kind,
      KnownRepository place,
      @Nullable Long performer,
      @Nullable String address,
      String metadata) {
    months.add(time.toLocalDate().withDayOfMonth(1));
    rows.add(
        number, time, kind, place.namespace(), performer, address, metadata, place.repository());
  }

  /** Stores them; returns the numbers of those that were not there before. */
  Uni<Set<Long>> store(SqlConnection connection) {
    if (rows.isEmpty()) {
      return Uni.createFrom().item(Set.of());
    }
    List<Tuple> firsts =
        months.stream()
            .map(month -> Tuple.of(month.atStartOfDay().atOffset(ZoneOffset.UTC)))
            .toList();
    return connection
        .preparedQuery(Tables.MONTH)
        .executeBatch(firsts)
        .flatMap(_ -> connection.preparedQuery(Tables.LOG).execute(rows.tuple()))
        .map(stored -> {
          Set<Long> numbers = new HashSet<>();
          stored.forEach(row -> numbers.add(row.getLong("seq")));
          return numbers;
        });
  }
}
