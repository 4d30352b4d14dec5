package dev.wharfinger.platform.vault;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;

/**
 * A table whose rows are sealed with a key that is derived from the master key, and which is not
 * made from the journal: it can be sealed again. Each row says by {@code master} which master key
 * that was.
 */
public interface SealedRows {

  /** How many rows are sealed again in one transaction. */
  int AT_ONCE = 64;

  /** What the rows are, in the plural, for people. */
  String what();

  /** Seals some rows with the master key in use; returns how many, 0 when none is left. */
  Uni<Integer> sealAgain();

  /**
   * Seals some rows of a table again.
   *
   * @param name column that identifies a row, and for which its content is sealed
   */
  static Uni<Integer> sealAgain(
      Pool pool, MasterKeys masters, KeyPurpose purpose, String table, String name) {
    DerivedKeys keys = masters.keys(purpose);
    return pool.withTransaction(connection ->
        masters
            .pin(connection)
            .flatMap(master ->
                connection
                    .preparedQuery(
                        "SELECT %1$s, sealed FROM vault.%2$s WHERE master <> $1 AND sealed IS NOT NULL"
                                .formatted(name, table)
                            + " ORDER BY %s LIMIT %d FOR UPDATE".formatted(name, AT_ONCE))
                    .execute(Tuple.of(master.id()))
                    .flatMap(rows -> {
                      List<Tuple> sealed = new ArrayList<>();
                      for (Row row : rows) {
                        sealed.add(again(row, keys, master));
                      }
                      return sealed.isEmpty()
                          ? Uni.createFrom().item(0)
                          : update(connection, sealed, table, name).replaceWith(sealed.size());
                    })));
  }

  private static Tuple again(Row row, DerivedKeys keys, MasterKey master) {
    String name = row.getString(0);
    try {
      String content = Sealing.open(keys, name, row.getBuffer(1).getBytes());
      return Tuple.of(
          name, Buffer.buffer(Sealing.seal(keys.current(), name, content)), master.id());
    } catch (GeneralSecurityException e) {
      throw new MasterKey.WrongMasterKey();
    }
  }

  private static Uni<Void> update(
      SqlConnection connection, List<Tuple> sealed, String table, String name) {
    return connection
        .preparedQuery(
            "UPDATE vault.%s SET sealed = $2, master = $3 WHERE %s = $1".formatted(table, name))
        .executeBatch(sealed)
        .replaceWithVoid();
  }
}
