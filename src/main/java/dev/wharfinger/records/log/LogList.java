package dev.wharfinger.records.log;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Dates;
import dev.wharfinger.platform.http.PageBytes;
import dev.wharfinger.platform.http.PageToken;
import dev.wharfinger.platform.http.Query;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.platform.sql.OneRow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A page of usage logs: newest first, 20 at a time or as many as {@link PageBytes} allows, by
 * keyset pagination. Source: contract neighbours 9, common 7, 8, 12 and 16.
 */
@Singleton
public class LogList {

  @Bound(
      of = "page of usage logs",
      unit = "items",
      beyond = "the page ends, with next_page",
      test = "ListLogsApiTest.givesTwentyAtATimeNewestFirst")
  private static final int PAGE = 20;

  private static final Duration DAY = Duration.ofDays(1);

  /**
   * Kinds left out of a user's own log: installation-wide ones that are recorded on some account.
   */
  static final String SERVICE_KEYS = "service\\_key\\_%";

  private final Pool pool;
  private final PageToken tokens;
  private final LogEntryView entries;

  @Inject
  LogList(Pool pool, PageToken tokens, LogEntryView entries) {
    this.pool = pool;
    this.tokens = tokens;
    this.entries = entries;
  }

  /**
   * Which entries a request asks for.
   *
   * @param end exclusive, the added day included
   */
  public record Wanted(
      Instant start, Instant end, Optional<String> performer, Optional<String> token, Instant now) {

    /** The same entries, by all performers. */
    Wanted byAnybody() {
      return new Wanted(start, end, Optional.empty(), token, now);
    }

    /**
     * Refuses an end before the start (G400), at the contract's point in the order: before lookups.
     */
    public void check() {
      if (end.isBefore(start)) {
        throw new ApiException(ApiError.BAD_REQUEST);
      }
    }
  }

  /** A page contains the entries older than this. */
  public record After(Instant time, long seq, int ordinal) {}

  /**
   * Some entries of a log.
   *
   * @param last where the next ones begin; empty when there can be none
   */
  public record Slice(List<ObjectNode> entries, Optional<After> last) {}

  /** The next entries of an account's log, newest first. */
  public Uni<Slice> slice(
      AccountId namespace, boolean serviceKeysToo, Wanted wanted, Optional<After> after, int size) {
    return slice(
        new Subject(Subject.Kind.ACCOUNT, namespace.value()), serviceKeysToo, wanted, after, size);
  }

  /** The next entries of a repository's log, newest first. */
  public Uni<Slice> sliceOfRepository(
      RepositoryId repository, Wanted wanted, Optional<After> after, int size) {
    return slice(
        new Subject(Subject.Kind.REPOSITORY, repository.value()), true, wanted, after, size);
  }

  private Uni<Slice> slice(
      Subject subject, boolean serviceKeysToo, Wanted wanted, Optional<After> after, int size) {
    return rows(
            subject, serviceKeysToo, wanted, Optional.empty(), after.orElse(endOf(wanted)), size)
        .map(rows ->
            new Slice(
                rows.stream().map(row -> entries.of(row, false)).toList(),
                rows.size() == size || isCut(rows)
                    ? Optional.of(after(rows.getLast()))
                    : Optional.empty()));
  }

  /** Whether the page ends early because it would be too large. */
  private static boolean isCut(List<Row> rows) {
    return !rows.isEmpty() && rows.getLast().getLong("found") > rows.size();
  }

  private static After after(Row row) {
    return new After(
        row.getOffsetDateTime("time").toInstant(), row.getLong("seq"), row.getInteger("ordinal"));
  }

  /** The position at the end of the interval, which includes all entries. */
  private static After endOf(Wanted wanted) {
    return new After(wanted.end(), -1, 0);
  }

  /** Parses the query of a log list: one day is always added to the end. */
  public Wanted wanted(ApiRequest request) {
    Query query = request.query();
    Instant now = request.receivedAt();
    Instant start = query.string("starttime").flatMap(Dates::logFilter).orElse(now.minus(DAY));
    Instant end = query.string("endtime").flatMap(Dates::logFilter).orElse(now).plus(DAY);
    return new Wanted(
        start,
        end,
        query.string("performer").filter(name -> !name.isEmpty()),
        query.string("next_page"),
        now);
  }

  /** The page of an account's entries. */
  public Uni<ObjectNode> page(AccountId namespace, boolean serviceKeysToo, Wanted wanted) {
    wanted.check();
    return find(new Subject(Subject.Kind.ACCOUNT, namespace.value()), serviceKeysToo, wanted);
  }

  /** The page of a repository's entries, by all performers. */
  public Uni<ObjectNode> pageOfRepository(RepositoryId repository, Wanted wanted) {
    wanted.check();
    return find(new Subject(Subject.Kind.REPOSITORY, repository.value()), true, wanted.byAnybody());
  }

  /** The page of all accounts' entries, each with its account; reversed intervals are empty. */
  Uni<ObjectNode> pageOfAll(Wanted wanted) {
    return find(Subject.EVERYBODY, true, wanted.byAnybody());
  }

  private Uni<ObjectNode> find(Subject subject, boolean serviceKeysToo, Wanted wanted) {
    return performer(wanted)
        .flatMap(performer ->
            performer.isPresent() && performer.get() == NOBODY
                ? Uni.createFrom().item(List.<Row>of())
                : rows(
                    subject, serviceKeysToo, wanted, performer, after(subject, wanted), PAGE + 1))
        .map(rows -> view(subject, wanted, rows));
  }

  /** Stands for an unknown performer, who has no entries. */
  static final long NOBODY = -1;

  Uni<Optional<Long>> performer(Wanted wanted) {
    if (wanted.performer().isEmpty()) {
      return Uni.createFrom().item(Optional.empty());
    }
    return pool.preparedQuery("SELECT id FROM namespace WHERE name = $1 AND kind <> 'organization'")
        .execute(Tuple.of(wanted.performer().get()))
        .map(rows -> Optional.of(rows.size() == 0 ? NOBODY : OneRow.of(rows).getLong(0)));
  }

  private Uni<List<Row>> rows(
      Subject subject,
      boolean serviceKeysToo,
      Wanted wanted,
      Optional<Long> performer,
      After after,
      int limit) {
    Tuple values =
        Tuple.tuple()
            .addOffsetDateTime(at(wanted.start()))
            .addOffsetDateTime(at(after.time()))
            .addLong(after.seq())
            .addInteger(after.ordinal())
            .addBoolean(serviceKeysToo)
            .addString(SERVICE_KEYS)
            .addInteger(limit)
            .addLong(subject.id());
    performer.ifPresent(values::addLong);
    return pool.preparedQuery(subject.kind().page(performer.isPresent()))
        .execute(values)
        .map(found -> {
          List<Row> rows = new ArrayList<>(limit);
          found.forEach(rows::add);
          return rows;
        });
  }

  /**
   * Where the previous page ended, if the token belongs to this log; otherwise the end of the
   * interval, which includes all entries.
   */
  private After after(Subject subject, Wanted wanted) {
    return wanted
        .token()
        .flatMap(token -> tokens.open(subject.list(), token, wanted.now()))
        .map(state ->
            new After(
                Instant.parse(state.path("time").asText()),
                state.path("seq").asLong(),
                state.path("ordinal").asInt()))
        .filter(found -> found.time().isBefore(wanted.end()))
        .orElse(endOf(wanted));
  }

  private ObjectNode view(Subject subject, Wanted wanted, List<Row> rows) {
    ObjectNode view =
        JsonNodeFactory.instance
            .objectNode()
            .put("start_time", Dates.rfc2822(wanted.start()))
            .put("end_time", Dates.rfc2822(wanted.end()));
    ArrayNode logs = view.putArray("logs");
    rows.stream()
        .limit(PAGE)
        .forEach(row -> logs.add(entries.of(row, subject.kind() == Subject.Kind.EVERYBODY)));
    if (rows.size() > PAGE || isCut(rows)) {
      Row last = rows.get(Math.min(PAGE, rows.size()) - 1);
      ObjectNode state =
          JsonNodeFactory.instance
              .objectNode()
              .put("time", last.getOffsetDateTime("time").toInstant().toString())
              .put("seq", last.getLong("seq"))
              .put("ordinal", last.getInteger("ordinal"));
      view.put("next_page", tokens.seal(subject.list(), state, wanted.now()));
    }
    return view;
  }

  static OffsetDateTime at(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }
}
