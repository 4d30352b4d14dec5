package dev.wharfinger.engine;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Makes and alters tables: the one place that speaks JDBC. */
@Singleton
class Migrations {

  private final DataSource dataSource;

  @Inject
  Migrations(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Brings all schemas to this version; before the first request, so it may block. */
  void run() {
    migrate(Schemas.VAULT, "db/vault");
    migrate(Schemas.ACTIVITY, "db/activity");
    migrate(Schemas.MODEL, "db/model");
  }

  /** Makes the tables of the read models in another schema. */
  Uni<Void> model(String schema) {
    return Uni.createFrom()
        .voidItem()
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .invoke(() -> migrate(schema, "db/model"));
  }

  private void migrate(String schema, String location) {
    var _ =
        Flyway.configure()
            .dataSource(dataSource)
            .schemas(schema)
            .locations(location)
            .load()
            .migrate();
  }
}
