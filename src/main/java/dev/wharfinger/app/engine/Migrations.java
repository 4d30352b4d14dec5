package dev.wharfinger.app.engine;

import dev.wharfinger.platform.vault.MasterKey;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
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

  /**
   * Refuses a master key that is not the one which the stored keys were wrapped with: everything
   * that was written with either would be lost to the other. An empty database gets to know the key
   * when the journal has been read with it.
   */
  void requireSameMasterKey(String id) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement known = connection.prepareStatement("SELECT id FROM vault.master_key");
        ResultSet found = known.executeQuery()) {
      if (found.next() && !found.getString(1).equals(id)) {
        throw new MasterKey.WrongMasterKey();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the master key could not be compared", e);
    }
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
