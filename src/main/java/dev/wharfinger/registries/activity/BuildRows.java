package dev.wharfinger.registries.activity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.registries.activity.Notification.Line;
import dev.wharfinger.registries.activity.Notification.Progress;
import dev.wharfinger.registries.activity.Notification.Trigger;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stores the reports of builders: triggers before builds, and log lines at any time. */
final class BuildRows {

  private final SqlConnection connection;
  private final Batch batch;

  BuildRows(SqlConnection connection, Batch batch) {
    this.connection = connection;
    this.batch = batch;
  }

  Uni<Void> store() {
    List<Tuple> triggers = new ArrayList<>();
    List<Tuple> builds = new ArrayList<>();
    List<Tuple> lines = new ArrayList<>();
    for (Batch.Build build : batch.builds) {
      Progress progress = build.reported().progress();
      if (progress != null) {
        if (progress.trigger() != null) {
          triggers.add(trigger(build, progress.trigger()));
        }
        builds.add(build(build, progress));
      }
      for (Line line : build.reported().lines()) {
        lines.add(
            Tuple.from(
                new @Nullable Object[] {
                  build.reported().uuid(),
                  line.position(),
                  build.place().repository(),
                  line.message(),
                  line.type(),
                  line.data() == null ? null : json(line.data())
                }));
      }
    }
    return run(Tables.BUILD_TRIGGER, triggers)
        .flatMap(_ -> run(Tables.BUILD, builds))
        .flatMap(_ -> run(Tables.BUILD_LINE, lines));
  }

  private static Tuple trigger(Batch.Build build, Trigger trigger) {
    return Tuple.from(
        new @Nullable Object[] {
          trigger.uuid(),
          build.place().repository(),
          trigger.service(),
          trigger.isActive(),
          trigger.buildSource(),
          trigger.repositoryUrl(),
          json(trigger.config()),
          Projection.at(build.mark()),
          build.mark().event()
        });
  }

  private Tuple build(Batch.Build build, Progress progress) {
    return Tuple.from(
        new @Nullable Object[] {
          build.reported().uuid(),
          build.place().repository(),
          progress.phase(),
          progress.started().atOffset(ZoneOffset.UTC),
          progress.displayName(),
          progress.hasRetries(),
          json(progress.job()),
          progress.trigger() == null ? null : progress.trigger().uuid(),
          progress.resourceKey(),
          batch.account(progress.pullRobot()),
          json(progress.status()),
          progress.logsUrl(),
          Projection.at(build.mark()),
          build.mark().event()
        });
  }

  private static JsonObject json(JsonNode node) {
    return new JsonObject(node.toString());
  }

  private Uni<Void> run(String sql, List<Tuple> rows) {
    return rows.isEmpty()
        ? Uni.createFrom().voidItem()
        : connection.preparedQuery(sql).executeBatch(rows).replaceWithVoid();
  }
}
