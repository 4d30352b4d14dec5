package dev.wharfinger.registries.activity;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.registries.activity.Manifests.Key;
import dev.wharfinger.registries.activity.Manifests.Word;
import dev.wharfinger.registries.activity.Notification.Action;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Projects reports into rows, in one transaction that also moves the offsets: each report takes
 * effect once. The current state is read first, the latest reports are determined here, and the
 * differences are written as arrays.
 */
final class Projection {

  /** The name under which the offsets are stored. */
  static final String NAME = "activity";

  private final SqlConnection connection;
  private final Unlogged unlogged;
  private final boolean queriesBlobSizes;
  private final boolean countsPulls;
  private final Set<Long> resized = new TreeSet<>();
  private final BlobSizes sizes;

  /**
   * Creates it for one transaction.
   *
   * @param queriesBlobSizes whether to ask for blobs whose size no registry stated
   * @param countsPulls FEATURE_IMAGE_PULL_STATS
   */
  Projection(
      SqlConnection connection, Unlogged unlogged, boolean queriesBlobSizes, boolean countsPulls) {
    this.connection = connection;
    this.unlogged = unlogged;
    this.queriesBlobSizes = queriesBlobSizes;
    this.countsPulls = countsPulls;
    this.sizes = new BlobSizes(connection, resized);
  }

  /** Another instance has already projected these reports. */
  static final class Overtaken extends RuntimeException {
    Overtaken() {
      super("another instance is projecting", null, false, false);
    }
  }

  /** Projects; returns how many reports were about unknown repositories. */
  Uni<Integer> project(Stretch stretch, OffsetDateTime now) {
    return move(stretch)
        .flatMap(_ -> sort(stretch.notifications()))
        .flatMap(batch ->
            sizes
                .learn(batch)
                .flatMap(_ -> load(batch))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(_ -> batch.manifests.outcome())
                .flatMap(outcome -> store(batch, outcome))
                .flatMap(_ -> batch.logs.store(connection))
                .flatMap(added ->
                    countsPulls
                        ? batch.pulls.store(connection, added)
                        : Uni.createFrom().voidItem())
                .flatMap(_ -> new BuildRows(connection, batch).store())
                .flatMap(_ -> correct(batch.corrections))
                .flatMap(_ -> Uni.createFrom().item(batch.unknown())))
        .flatMap(unknown -> warn(now).replaceWith(unknown));
  }

  private Uni<Void> move(Stretch stretch) {
    Columns moves = new Columns(Integer[]::new, Long[]::new, Long[]::new);
    stretch.moves().forEach(move -> moves.add(move.partition(), move.from(), move.next()));
    Tuple values = Tuple.of(NAME);
    for (int i = 0; i < 3; i++) {
      values.addValue(moves.tuple().getValue(i));
    }
    return connection
        .preparedQuery(Tables.MOVE)
        .execute(values)
        .invoke(moved -> {
          if (moved.rowCount() != moves.rows()) {
            throw new Overtaken();
          }
        })
        .replaceWithVoid();
  }

  private Uni<Batch> sort(List<Notification> reports) {
    Columns names = new Columns(String[]::new, String[]::new);
    Set<String> actors = new TreeSet<>();
    reports.stream()
        .map(report -> List.of(report.namespace(), report.repository()))
        .distinct()
        .forEach(name -> names.add(name.get(0), name.get(1)));
    for (Notification report : reports) {
      if (report.actor() != null) {
        actors.add(report.actor());
      }
      if (report.what() instanceof Action.BuildReported(_, Notification.Progress p, _)
          && p.pullRobot() != null) {
        actors.add(p.pullRobot());
      }
    }
    return Uni.combine()
        .all()
        .unis(
            connection.preparedQuery(Tables.PLACES).execute(names.tuple()).map(Projection::places),
            connection
                .preparedQuery(Tables.ACTORS)
                .execute(Tuple.of(actors.toArray(String[]::new)))
                .map(Projection::actors))
        .usingConcurrencyOf(1)
        .asTuple()
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .map(found -> {
          Batch batch = new Batch(found.getItem1(), found.getItem2(), unlogged);
          reports.forEach(batch::add);
          return batch;
        });
  }

  private static Map<List<String>, KnownRepository> places(RowSet<Row> rows) {
    Map<List<String>, KnownRepository> places = new HashMap<>();
    for (Row row : rows) {
      places.put(
          List.of(row.getString("namespace"), row.getString("name")),
          new KnownRepository(row.getLong("id"), row.getLong("namespace_id")));
    }
    return places;
  }

  private static Map<String, Long> actors(RowSet<Row> rows) {
    Map<String, Long> actors = new HashMap<>();
    rows.forEach(row -> actors.put(row.getString("name"), row.getLong("id")));
    return actors;
  }

  private Uni<Void> load(Batch batch) {
    Columns keys = new Columns(Long[]::new, String[]::new);
    Set<Long> repositories = new TreeSet<>();
    batch.tags.keySet().forEach(key -> repositories.add(key.repository()));
    for (Key key : batch.manifests.keys()) {
      keys.add(key.repository(), key.digest());
      repositories.add(key.repository());
    }
    Long[] ended = batch.manifests.emptied().keySet().toArray(Long[]::new);
    Uni<Void> stored =
        connection
            .preparedQuery(Tables.MANIFESTS)
            .execute(keys.tuple((Object) ended))
            .invoke(
                each(row ->
                    batch.manifests.stored(
                        new Key(row.getLong("repository"), row.getString("digest")), Word.of(row))))
            .replaceWithVoid();
    return connection
        .preparedQuery(Tables.ENDS)
        .execute(Tuple.of(repositories.toArray(Long[]::new)))
        .invoke(each(row -> batch.manifests.empty(row.getLong("repository"), ReportOrder.of(row))))
        .flatMap(_ -> stored);
  }

  private static Consumer<RowSet<Row>> each(Consumer<Row> taker) {
    return rows -> rows.forEach(taker);
  }

  private Uni<Void> store(Batch batch, Manifests.Outcome outcome) {
    Columns words =
        new Columns(
            Long[]::new,
            String[]::new,
            Long[]::new,
            Boolean[]::new,
            OffsetDateTime[]::new,
            String[]::new,
            String[]::new);
    outcome
        .changed()
        .forEach((key, word) ->
            words.add(
                key.repository(),
                key.digest(),
                word.namespace(),
                word.live(),
                at(word.mark()),
                word.mark().event(),
                json(word.blobs())));
    Columns tags =
        new Columns(
            Long[]::new, String[]::new, String[]::new, OffsetDateTime[]::new, String[]::new);
    batch.tags.forEach((key, tag) -> {
      boolean ended = batch.manifests.isEnded(key.repository(), tag.mark());
      tags.add(
          key.repository(),
          key.digest(),
          ended ? null : tag.digest(),
          at(tag.mark()),
          tag.mark().event());
    });
    Columns ends = new Columns(Long[]::new, OffsetDateTime[]::new, String[]::new);
    batch
        .manifests
        .emptied()
        .forEach((repository, mark) -> ends.add(repository, at(mark), mark.event()));
    Columns changes =
        new Columns(Long[]::new, Long[]::new, String[]::new, Long[]::new, Integer[]::new);
    outcome
        .blobs()
        .forEach((key, change) -> {
          if (change.by != 0) {
            changes.add(key.repository(), change.namespace, key.digest(), change.size, change.by);
          }
        });
    return unlessEmpty(words, Tables.STORE_MANIFESTS)
        .flatMap(_ -> unlessEmpty(ends, Tables.END))
        .flatMap(_ -> unlessEmpty(tags, Tables.STORE_TAGS))
        .flatMap(_ -> unlessEmpty(ends, Tables.END_TAGS))
        .flatMap(_ -> batch.history.store(connection))
        .flatMap(_ -> changes.isEmpty() ? Uni.createFrom().voidItem() : count(changes))
        .flatMap(_ -> queriesBlobSizes ? sizes.ask(batch, outcome) : Uni.createFrom().voidItem());
  }

  private Uni<Void> count(Columns changes) {
    return connection
        .preparedQuery(Tables.COUNT)
        .execute(changes.tuple(sizes.lane()))
        .invoke(each(row -> resized.add(row.getLong("changed"))))
        .replaceWithVoid();
  }

  private Uni<Void> warn(OffsetDateTime now) {
    if (resized.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return connection
        .preparedQuery(Tables.MONTH)
        .execute(Tuple.of(now))
        .flatMap(_ ->
            connection
                .preparedQuery(Tables.WARN)
                .execute(Tuple.of(resized.toArray(Long[]::new), now)))
        .replaceWithVoid();
  }

  private Uni<Void> correct(List<Action.SizeCorrected> corrections) {
    Uni<Void> all = Uni.createFrom().voidItem();
    for (Action.SizeCorrected by : corrections) {
      Function<Void, Uni<? extends Void>> one =
          switch (by.counter()) {
            case REPOSITORY -> _ -> run(Tables.CORRECT_REPOSITORY, Tuple.of(by.id(), by.bytes()));
            case NAMESPACE -> _ -> run(Tables.CORRECT_NAMESPACE, Tuple.of(by.id(), by.bytes()));
            case REGISTRY -> _ -> run(Tables.CORRECT_REGISTRY, Tuple.of(by.bytes(), by.blobs()));
          };
      all = all.flatMap(one);
    }
    return all;
  }

  private Uni<Void> unlessEmpty(Columns rows, String sql) {
    return rows.isEmpty() ? Uni.createFrom().voidItem() : run(sql, rows.tuple());
  }

  private Uni<Void> run(String sql, Tuple values) {
    return connection.preparedQuery(sql).execute(values).replaceWithVoid();
  }

  static OffsetDateTime at(ReportOrder mark) {
    return mark.at().atOffset(ZoneOffset.UTC);
  }

  private static String json(Map<String, Long> blobs) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    blobs.forEach(json::put);
    return json.toString();
  }
}
