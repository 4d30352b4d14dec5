package dev.wharfinger.log;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.http.Avatar;
import dev.wharfinger.http.Avatars;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Dates;
import dev.wharfinger.http.PageToken;
import dev.wharfinger.http.Query;
import dev.wharfinger.http.Refusal;
import dev.wharfinger.http.RefusedException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
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
 * A page of usage logs: newest first, 20 at a time, by key and never by offset. Source: contract
 * neighbours 9, common 7, 8 and 12.
 */
@Singleton
public class LogList {

  private static final int PAGE = 20;
  private static final Duration DAY = Duration.ofDays(1);

  /**
   * What a user's own log leaves out: kinds of the installation that are booked on some account.
   */
  static final String SERVICE_KEYS = "service\\_key\\_%";

  private static final String SELECT =
      """
      SELECT l.seq, l.ordinal, l.time, l.kind, l.metadata, l.ip, p.kind AS performer_kind,
             p.name AS performer_name, p.email AS performer_email, n.kind AS namespace_kind,
             n.name AS namespace_name, n.email AS namespace_email
      FROM usage_log l LEFT JOIN namespace p ON p.id = l.performer
      LEFT JOIN namespace n ON n.id = l.namespace
      WHERE %s = $1 AND l.time >= $2 AND l.time < $3
        AND ($4::bigint IS NULL OR l.performer = $4)
        AND ($5 OR l.kind NOT LIKE $6)
        AND ($7::timestamptz IS NULL OR (l.time, l.seq, l.ordinal) < ($7, $8, $9))
      ORDER BY l.time DESC, l.seq DESC, l.ordinal DESC LIMIT $10
      """;

  private static final String OF_ACCOUNT = SELECT.formatted("l.namespace");
  private static final String OF_ALL = SELECT.formatted("0::bigint");

  /** Stands for all accounts together; no account has this id. */
  static final long EVERYBODY = 0;

  private final Pool pool;
  private final PageToken tokens;
  private final Avatars avatars;

  @Inject
  LogList(Pool pool, PageToken tokens, Avatars avatars) {
    this.pool = pool;
    this.tokens = tokens;
    this.avatars = avatars;
  }

  /**
   * Which entries a request asks for.
   *
   * @param end exclusive, the added day included
   */
  public record Wanted(
      Instant start, Instant end, Optional<String> performer, Optional<String> token, Instant now) {

    /** The same entries, whoever performed them. */
    Wanted byAnybody() {
      return new Wanted(start, end, Optional.empty(), token, now);
    }

    /** Refuses an end before the start (G400), where the contract has it: before lookups. */
    public void check() {
      if (end.isBefore(start)) {
        throw new RefusedException(Refusal.BAD_REQUEST);
      }
    }
  }

  /** The last entry of the page before. */
  public record After(Instant time, long seq, int ordinal) {}

  /**
   * A part of an account's log.
   *
   * @param end exclusive
   */
  public record Span(long namespace, boolean serviceKeysToo, Instant start, Instant end) {}

  /**
   * Some entries of a log.
   *
   * @param last where the next ones begin; empty when there can be none
   */
  public record Slice(List<ObjectNode> entries, Optional<After> last) {}

  /** The next entries of a span, newest first. */
  public Uni<Slice> slice(Span span, Optional<After> after, int size) {
    return rows(span, Optional.empty(), after, size)
        .map(rows ->
            new Slice(
                rows.stream().map(row -> entry(row, false)).toList(),
                rows.size() < size ? Optional.empty() : Optional.of(after(rows.getLast()))));
  }

  private static After after(Row row) {
    return new After(
        row.getOffsetDateTime("time").toInstant(), row.getLong("seq"), row.getInteger("ordinal"));
  }

  /** Reads the query of a log list: one day is always added to the end. */
  public Wanted wanted(Call call) {
    Query query = call.query();
    Instant now = call.receivedAt();
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
  public Uni<ObjectNode> page(long namespace, boolean serviceKeysToo, Wanted wanted) {
    wanted.check();
    return find(namespace, serviceKeysToo, wanted);
  }

  /** The page of everybody's entries, each with its account; backward intervals are empty. */
  Uni<ObjectNode> pageOfAll(Wanted wanted) {
    return find(EVERYBODY, true, wanted.byAnybody());
  }

  private Uni<ObjectNode> find(long namespace, boolean serviceKeysToo, Wanted wanted) {
    return performer(wanted)
        .flatMap(performer ->
            performer.isPresent() && performer.get() == NOBODY
                ? Uni.createFrom().item(List.<Row>of())
                : rows(
                    new Span(namespace, serviceKeysToo, wanted.start(), wanted.end()),
                    performer,
                    after(namespace, wanted),
                    PAGE + 1))
        .map(rows -> view(namespace, wanted, rows));
  }

  /** Stands for a performer whom nobody knows: he performed nothing. */
  static final long NOBODY = -1;

  Uni<Optional<Long>> performer(Wanted wanted) {
    if (wanted.performer().isEmpty()) {
      return Uni.createFrom().item(Optional.empty());
    }
    return pool.preparedQuery("SELECT id FROM namespace WHERE name = $1 AND kind <> 'organization'")
        .execute(Tuple.of(wanted.performer().get()))
        .map(rows -> Optional.of(rows.size() == 0 ? NOBODY : rows.iterator().next().getLong(0)));
  }

  private Uni<List<Row>> rows(
      Span span, Optional<Long> performer, Optional<After> after, int limit) {
    Tuple values =
        Tuple.tuple()
            .addLong(span.namespace())
            .addOffsetDateTime(at(span.start()))
            .addOffsetDateTime(at(span.end()))
            .addValue(performer.orElse(null))
            .addBoolean(span.serviceKeysToo())
            .addString(SERVICE_KEYS)
            .addValue(after.map(After::time).map(LogList::at).orElse(null))
            .addValue(after.map(After::seq).orElse(null))
            .addValue(after.map(After::ordinal).orElse(null))
            .addInteger(limit);
    return pool.preparedQuery(span.namespace() == EVERYBODY ? OF_ALL : OF_ACCOUNT)
        .execute(values)
        .map(found -> {
          List<Row> rows = new ArrayList<>(limit);
          found.forEach(rows::add);
          return rows;
        });
  }

  /** Where the page before ended, if the token is one of this account's log. */
  private Optional<After> after(long namespace, Wanted wanted) {
    return wanted
        .token()
        .flatMap(token -> tokens.open(list(namespace), token, wanted.now()))
        .map(state ->
            new After(
                Instant.parse(state.path("time").asText()),
                state.path("seq").asLong(),
                state.path("ordinal").asInt()));
  }

  private static String list(long namespace) {
    return "logs of " + namespace;
  }

  private ObjectNode view(long namespace, Wanted wanted, List<Row> rows) {
    ObjectNode view =
        JsonNodeFactory.instance
            .objectNode()
            .put("start_time", Dates.rfc2822(wanted.start()))
            .put("end_time", Dates.rfc2822(wanted.end()));
    ArrayNode logs = view.putArray("logs");
    rows.stream().limit(PAGE).forEach(row -> logs.add(entry(row, namespace == EVERYBODY)));
    if (rows.size() > PAGE) {
      Row last = rows.get(PAGE - 1);
      ObjectNode state =
          JsonNodeFactory.instance
              .objectNode()
              .put("time", last.getOffsetDateTime("time").toInstant().toString())
              .put("seq", last.getLong("seq"))
              .put("ordinal", last.getInteger("ordinal"));
      view.put("next_page", tokens.seal(list(namespace), state, wanted.now()));
    }
    return view;
  }

  private ObjectNode entry(Row row, boolean withNamespace) {
    ObjectNode entry =
        JsonNodeFactory.instance
            .objectNode()
            .put("kind", row.getString("kind"))
            .putPOJO("metadata", ((JsonObject) row.getJson("metadata")).getMap())
            .put("ip", row.getString("ip"))
            .put("datetime", Dates.rfc2822(row.getOffsetDateTime("time").toInstant()));
    String performer = row.getString("performer_name");
    if (performer != null) {
      boolean robot = "robot".equals(row.getString("performer_kind"));
      entry
          .putObject("performer")
          .put("kind", "user")
          .put("name", performer)
          .put("is_robot", robot)
          .putPOJO(
              "avatar",
              avatars.of(
                  robot ? Avatar.Kind.ROBOT : Avatar.Kind.USER,
                  performer,
                  row.getString("performer_email")));
    }
    String namespace = row.getString("namespace_name");
    if (withNamespace && namespace != null) {
      boolean organization = "organization".equals(row.getString("namespace_kind"));
      entry
          .putObject("namespace")
          .put("kind", organization ? "org" : "user")
          .put("name", namespace)
          .putPOJO(
              "avatar",
              avatars.of(
                  organization ? Avatar.Kind.ORGANIZATION : Avatar.Kind.USER,
                  namespace,
                  row.getString("namespace_email")));
    }
    return entry;
  }

  static OffsetDateTime at(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }
}
