package dev.wharfinger.registries.activity;

import dev.wharfinger.registries.activity.Notification.Action;
import dev.wharfinger.registries.activity.Notification.Content;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** What the reports of one transaction say of the history of tags. */
final class TagHistory {

  private final Columns rows =
      new Columns(
          Long[]::new,
          String[]::new,
          String[]::new,
          OffsetDateTime[]::new,
          String[]::new,
          Boolean[]::new,
          Long[]::new,
          Boolean[]::new);
  private final Columns pushes =
      new Columns(Long[]::new, String[]::new, OffsetDateTime[]::new, String[]::new, Long[]::new);
  private final Columns children = new Columns(Long[]::new, String[]::new, String[]::new);
  private final Columns ends =
      new Columns(Long[]::new, String[]::new, OffsetDateTime[]::new, String[]::new);

  private final Columns emptied = new Columns(Long[]::new, OffsetDateTime[]::new, String[]::new);

  /**
   * A tag was set to a manifest.
   *
   * @param actor the name that the registry reported; what this service did is nobody's push, and
   *     what it asked for is in the history already
   * @param performer the account that pushed; null if it is not known
   */
  void add(
      KnownRepository place,
      String tag,
      Action.ManifestPushed pushed,
      ReportOrder mark,
      @Nullable String actor,
      @Nullable Long performer) {
    boolean own = OwnRequests.isAsked(actor);
    if (!OwnRequests.isOwn(actor)) {
      pushes.add(place.repository(), tag, Projection.at(mark), mark.event(), performer);
    }
    switch (pushed.content()) {
      case Content.Layers(long bytes) -> row(place, tag, pushed.digest(), mark, false, bytes, own);
      case Content.Manifests _ -> row(place, tag, pushed.digest(), mark, true, null, own);
    }
  }

  /** An index refers to a manifest. */
  void addChild(KnownRepository place, String index, String manifest) {
    children.add(place.repository(), index, manifest);
  }

  /** A tag was deleted. */
  void delete(KnownRepository place, String tag, ReportOrder mark, boolean own) {
    row(place, tag, null, mark, false, null, own);
  }

  /** A manifest was deleted, and with it whatever tags were on it. */
  void end(KnownRepository place, String digest, ReportOrder mark) {
    ends.add(place.repository(), digest, Projection.at(mark), mark.event());
  }

  /** Everything in a repository was deleted. */
  void empty(KnownRepository place, ReportOrder mark) {
    emptied.add(place.repository(), Projection.at(mark), mark.event());
  }

  private void row(
      KnownRepository place,
      String tag,
      @Nullable String digest,
      ReportOrder mark,
      boolean isIndex,
      @Nullable Long layers,
      boolean own) {
    rows.add(
        place.repository(), tag, digest, Projection.at(mark), mark.event(), isIndex, layers, own);
  }

  /** Stores it, once the latest report on each tag and manifest is stored. */
  Uni<Void> store(SqlConnection connection) {
    return run(connection, Tables.STORE_CHILDREN, children)
        .flatMap(_ -> run(connection, Tables.TELL_OF_PUSHES, pushes))
        .flatMap(_ -> run(connection, Tables.ADD_TAG_ROWS, rows))
        .flatMap(_ -> run(connection, Tables.END_TAG_ROWS_OF_MANIFESTS, ends))
        .flatMap(_ -> run(connection, Tables.FORGET_DOCUMENTS, ends))
        .flatMap(_ -> run(connection, Tables.END_TAG_ROWS, emptied));
  }

  private static Uni<Void> run(SqlConnection connection, String sql, Columns columns) {
    return columns.isEmpty()
        ? Uni.createFrom().voidItem()
        : connection.preparedQuery(sql).execute(columns.tuple()).replaceWithVoid();
  }
}
