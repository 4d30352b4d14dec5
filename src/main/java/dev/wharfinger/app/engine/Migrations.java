package dev.wharfinger.app.engine;

import dev.wharfinger.platform.vault.MasterKeys;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
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
   * The master key that the stored keys were wrapped with, which this instance must have: what was
   * written with another one would be lost. An empty database gets to know the key when the journal
   * has been read with it.
   */
  Optional<MasterKeys.InUse> masterKeyInUse() {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement known = connection.prepareStatement(MasterKeys.SELECT);
        ResultSet found = known.executeQuery()) {
      return found.next()
          ? Optional.of(
              new MasterKeys.InUse(found.getString(1), found.getLong(2), found.getString(3)))
          : Optional.empty();
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
