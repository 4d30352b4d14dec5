package dev.wharfinger.records.feed;

import dev.wharfinger.platform.sql.OneRow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * How far the journal has been published: a row that is committed, together with the entities'
 * state at that point, after Kafka has acknowledged everything up to it.
 *
 * @param topicId of the topic that it was published to; empty before the first time
 * @param seq of the last record published
 * @param hash of that record
 * @param next the journal offset to continue from
 */
record AuditPosition(String topicId, long seq, String hash, long next) {

  private static final String NOTHING = "0".repeat(64);

  static AuditPosition beginning(String topicId) {
    return new AuditPosition(topicId, 0, NOTHING, 0);
  }

  static Uni<AuditPosition> read(SqlClient database) {
    return database
        .preparedQuery("SELECT topic_id, seq, hash, next_offset FROM vault.audit_position")
        .execute()
        .map(rows -> {
          Row row = OneRow.of(rows);
          return new AuditPosition(
              row.getString(0), row.getLong(1), row.getString(2), row.getLong(3));
        });
  }

  /** Moves the position, unless another instance has: then the transaction fails. */
  Uni<Void> moveTo(SqlConnection connection, AuditPosition to) {
    return connection
        .preparedQuery(
            "UPDATE vault.audit_position SET topic_id = $1, seq = $2, hash = $3, next_offset = $4"
                + " WHERE topic_id = $5 AND next_offset = $6")
        .execute(Tuple.of(to.topicId, to.seq, to.hash, to.next, topicId, next))
        .invoke(rows -> {
          if (rows.rowCount() == 0) {
            throw new Overtaken();
          }
        })
        .replaceWithVoid();
  }

  /** Another instance has already published the same. */
  static final class Overtaken extends RuntimeException {
    Overtaken() {
      super("another instance has published the same", null, false, false);
    }
  }
}
