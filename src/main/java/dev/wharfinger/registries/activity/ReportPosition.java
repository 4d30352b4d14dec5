package dev.wharfinger.registries.activity;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** How far the topic of reports is projected, for operators. */
@Singleton
public class ReportPosition {

  private final Pool pool;

  @Inject
  ReportPosition(Pool pool) {
    this.pool = pool;
  }

  /** Instances, running or not, read from the beginning of each partition next. */
  public Uni<Void> forget() {
    return pool.preparedQuery("DELETE FROM activity.projection_offset WHERE name = $1")
        .execute(Tuple.of(Projection.NAME))
        .replaceWithVoid();
  }
}
