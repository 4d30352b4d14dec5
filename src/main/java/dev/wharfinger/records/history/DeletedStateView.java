package dev.wharfinger.records.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.vault.Personal;
import dev.wharfinger.records.history.HistoryStates.Position;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What something that was deleted was like before, or earlier in that life, with all its parts.
 * What is past does not change, so it is read before the command that restores it.
 */
@Singleton
public class DeletedStateView {

  /** How many parts are read. */
  @Bound(
      of = "parts of something that is restored",
      unit = "items",
      beyond = "413",
      test = "RestorationTest.refusesMorePartsThanAreRead")
  public static final int MOST_PARTS = 100_000;

  private static final int MOST_LIVES = 20;

  /**
   * $1 the id of the namespace, 0 for an organization; $2 the entity's kind, $3 its name, $4 the
   * kind in requests, $5 a record of the life, null for the last one: the lives of those that bore
   * the name, the latest first.
   */
  private static final String LIVES =
      """
      SELECT ended.entity, ended.seq, ended.born, ended.namespace
      FROM (SELECT DISTINCT entity FROM (
          SELECT entity FROM history_name WHERE owner = $1 AND kind = $2 AND name = $3
          ORDER BY seq DESC LIMIT %1$d) named) bearer
        CROSS JOIN LATERAL (SELECT * FROM history_end e
          WHERE e.entity = bearer.entity ORDER BY e.seq DESC LIMIT %1$d) ended
      WHERE ended.kind = $4 AND ($5::bigint IS NULL OR $5 BETWEEN ended.born AND ended.seq - 1)
      ORDER BY ended.seq DESC
      """
          .formatted(MOST_LIVES);

  /** When entities began to be at all, in their first lives. */
  private static final String CREATED =
      """
      SELECT given.entity, record.time FROM unnest($1::text[]) given (entity)
        CROSS JOIN LATERAL (SELECT seq FROM history_version v
          WHERE v.entity = given.entity ORDER BY v.seq, v.step LIMIT 1) first
        JOIN history_record record ON record.seq = first.seq
      """;

  private final Pool pool;
  private final HistoryStates states;
  private final HistoryDocuments documents;

  @Inject
  DeletedStateView(Pool pool, HistoryStates states, HistoryDocuments documents) {
    this.pool = pool;
    this.states = states;
    this.documents = documents;
  }

  /**
   * A life that ended.
   *
   * @param entity its name on the audit feed
   * @param ended the record that ended it
   */
  private record Life(String entity, long ended, long namespace) {}

  /**
   * An entity as it was.
   *
   * @param name on the audit feed
   */
  public record Was(String name, ObjectNode document) {

    /** Its kind on the audit feed. */
    public String kind() {
      return HistoryKinds.of(name);
    }

    /** The ids in its name. */
    public String[] ids() {
      return name.substring(name.indexOf('/') + 1).split("/");
    }

    /** The first of them, as a number. */
    public long id() {
      return HistoryKinds.id(name);
    }
  }

  /**
   * What there was.
   *
   * @param seq the record after which it was so
   * @param state of what was deleted
   * @param parts in the order in which they came; all of them, or more than may be read
   * @param created when accounts and repositories among all this were created at first
   * @param values opens its personal values; null for what has none
   */
  public record Past(
      long namespace,
      long seq,
      Was state,
      List<Was> parts,
      Map<String, Instant> created,
      OpenedValues values) {
    public Past {
      parts = List.copyOf(parts);
      created = Map.copyOf(created);
    }

    /** The same, of which the parts are not held any longer. */
    public Past withoutParts() {
      return new Past(namespace, seq, state, List.of(), Map.of(), values);
    }

    /** A personal value among all this; empty where there is none, or its subject is erased. */
    public Optional<Personal.Known> open(JsonNode value) {
      return values.open(value);
    }
  }

  /**
   * Reads it.
   *
   * @param kind the word of the kind
   * @param namespace the id of the namespace; 0 for an organization
   * @param name within the namespace, or that of the organization
   * @param seq the record to look at; empty for the last one before the end
   * @return empty if there was no such thing then, or if it did not have this name
   */
  public Uni<Optional<Past>> find(String kind, long namespace, String name, OptionalLong seq) {
    return pool.preparedQuery(LIVES)
        .execute(
            Tuple.of(
                namespace,
                HistoryKind.of(kind).entity(),
                name,
                kind,
                seq.isPresent() ? seq.getAsLong() : null))
        .flatMap(rows -> {
          List<Life> lives = new ArrayList<>();
          rows.forEach(row ->
              lives.add(
                  new Life(row.getString("entity"), row.getLong("seq"), row.getLong("namespace"))));
          return first(lives, name, seq);
        });
  }

  /** The first life whose name it was. */
  private Uni<Optional<Past>> first(List<Life> lives, String name, OptionalLong seq) {
    if (lives.isEmpty()) {
      return Uni.createFrom().item(Optional.empty());
    }
    Life life = lives.getFirst();
    long at = seq.orElse(life.ended() - 1);
    return states
        .of(life.entity(), at)
        .flatMap(found -> {
          ObjectNode document = found.map(HistoryStates.State::document).orElse(null);
          return document != null && document.path("name").asText().equals(name)
              ? detached(() -> past(life, at, new Was(life.entity(), document))).map(Optional::of)
              : first(lives.subList(1, lives.size()), name, seq);
        });
  }

  /**
   * The steps of a Uni hold what they captured until all that follows them has ended, and what
   * follows a large past takes long: those of this work let go of it when it is read.
   */
  private static <T> Uni<T> detached(Supplier<Uni<T>> work) {
    return Uni.createFrom()
        .emitter(emitter -> {
          var _ = work.get().subscribe().with(emitter::complete, emitter::fail);
        });
  }

  private Uni<Past> past(Life life, long seq, Was state) {
    long id = state.id();
    List<HistoryStates.Part> found = new ArrayList<>();
    return parts(Position.beginning(id == life.namespace() ? -id : id, seq), seq, found)
        .flatMap(_ -> {
          List<Was> parts =
              found.stream()
                  .sorted(Comparator.comparingLong(HistoryStates.Part::born))
                  .map(part -> new Was(part.entity(), part.document()))
                  .toList();
          List<Was> all = new ArrayList<>(parts);
          all.add(state);
          return Uni.combine()
              .all()
              .unis(created(all), documents.openedFor(all.stream().map(Was::document).toList()))
              .with(
                  (times, values) -> new Past(life.namespace(), seq, state, parts, times, values));
        });
  }

  /** Adds the parts page by page. */
  private Uni<Void> parts(Position position, long seq, List<HistoryStates.Part> parts) {
    return states
        .parts(position, seq)
        .flatMap(page -> {
          parts.addAll(page.parts());
          return page.next().isPresent() && parts.size() <= MOST_PARTS
              ? parts(page.next().get(), seq, parts)
              : Uni.createFrom().voidItem();
        });
  }

  private Uni<Map<String, Instant>> created(List<Was> all) {
    String[] entities =
        all.stream()
            .map(Was::name)
            .filter(it -> it.startsWith("account/") || it.startsWith("repository/"))
            .toArray(String[]::new);
    return pool.preparedQuery(CREATED)
        .execute(Tuple.of(entities))
        .map(rows -> {
          Map<String, Instant> times = new HashMap<>();
          rows.forEach(
              row -> times.put(row.getString("entity"), row.getOffsetDateTime("time").toInstant()));
          return times;
        });
  }

  /** What an entity was called last, and as what, however long it is gone. */
  public record Called(String kind, String name) {}

  /** The last name of an account, team or repository; empty where it may not be told. */
  public static Optional<Called> called(Row row) {
    ObjectNode document = HistoryDocuments.read(row, "document");
    return Optional.ofNullable(document).map(DeletedStateView::called);
  }

  private static Called called(ObjectNode document) {
    String kind = document.path("kind").asText();
    @Nullable String name = document.path("name").textValue();
    return new Called(kind.toLowerCase(java.util.Locale.ROOT), name == null ? "(erased)" : name);
  }
}
