package dev.wharfinger.journal;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/**
 * The row whose lock makes one writer at a time over any number of instances, and the transaction
 * around it. A writer that stalls inside loses its transaction to the idle timeout.
 */
final class HeadRow {

  private static final String SELECT =
      "SELECT seq, hash, next_offset, next_id FROM journal_head FOR UPDATE";

  private static final String OPENING =
      "BEGIN; SET LOCAL idle_in_transaction_session_timeout = '15s'; SET LOCAL lock_timeout = '15s'";

  private HeadRow() {}

  /** Begins a transaction and waits for the lock. */
  static Uni<Head> lock(SqlConnection connection) {
    return connection
        .query(OPENING)
        .execute()
        .flatMap(_ -> connection.preparedQuery(SELECT).execute())
        .map(HeadRow::only);
  }

  /** The head as last committed, without a lock. */
  static Uni<Head> peek(SqlConnection connection) {
    return connection
        .preparedQuery("SELECT seq, hash, next_offset, next_id FROM journal_head")
        .execute()
        .map(HeadRow::only);
  }

  /**
   * Ties the tables to the topic they are made from, the first time; afterwards makes sure that it
   * is still that topic and not a new one of the same name.
   */
  static Uni<Void> bind(SqlConnection connection, String topicId) {
    return connection
        .preparedQuery(
            "UPDATE journal_head SET topic_id = coalesce(topic_id, $1) RETURNING topic_id")
        .execute(Tuple.of(topicId))
        .map(rows -> first(rows).getString(0))
        .invoke(bound -> {
          if (!bound.equals(topicId)) {
            throw new OtherTopic();
          }
        })
        .replaceWithVoid();
  }

  /** The topic was replaced by another one of the same name. */
  static final class OtherTopic extends RuntimeException {
    OtherTopic() {
      super("the journal topic is not the one that the read models were made from");
    }
  }

  /** The tables were switched while this transaction waited for the old head row, now gone. */
  static final class Moved extends RuntimeException {
    Moved() {
      super("the head row is gone: the tables are being switched", null, false, false);
    }
  }

  private static Row first(RowSet<Row> rows) {
    if (rows.size() == 0) {
      throw new Moved();
    }
    return rows.iterator().next();
  }

  private static Head only(RowSet<Row> rows) {
    Row row = first(rows);
    return new Head(row.getLong(0), row.getString(1), row.getLong(2), row.getLong(3));
  }

  /** Moves the head, within the transaction. */
  static void move(Rows rows, Head to) {
    rows.change(
        "UPDATE journal_head SET seq = $1, hash = $2, next_offset = $3, next_id = $4",
        to.seq(),
        to.hash(),
        to.nextOffset(),
        to.nextId());
  }

  /** Counts what no holder of the master key wrote. */
  static void note(Rows rows, ValidRecords.Foreign foreign) {
    rows.change(
        "UPDATE journal_head SET foreign_records = foreign_records + $1, foreign_offset = $2",
        foreign.records(),
        foreign.lastOffset());
  }

  /** How much lies on the topic, up to the head, that no holder of the master key wrote. */
  static Uni<ValidRecords.Foreign> foreign(SqlConnection connection) {
    return connection
        .preparedQuery("SELECT foreign_records, foreign_offset FROM journal_head")
        .execute()
        .map(HeadRow::first)
        .map(row -> new ValidRecords.Foreign(row.getLong(0), row.getLong(1)));
  }

  /** Notes which commands are done, so that a retry gets the same outcome. */
  static void remember(Rows rows, List<JournalRecord> records) {
    List<UUID> ids = new ArrayList<>(records.size());
    List<Long> seqs = new ArrayList<>(records.size());
    List<String> fingerprints = new ArrayList<>(records.size());
    for (JournalRecord record : records) {
      ids.add(record.commandId());
      seqs.add(record.seq());
      fingerprints.add(Optional.ofNullable(record.fingerprint()).orElse(""));
    }
    rows.change(
        "INSERT INTO command_outcome (command_id, seq, fingerprint)"
            + " SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::text[])",
        ids.toArray(UUID[]::new),
        seqs.toArray(Long[]::new),
        fingerprints.toArray(String[]::new));
  }

  /** A command that is done already. */
  record Done(UUID commandId, long seq, String fingerprint) {}

  /** Which of these commands are done already. */
  static Uni<List<Done>> recall(SqlConnection connection, List<UUID> commands) {
    return connection
        .preparedQuery(
            "SELECT command_id, seq, fingerprint FROM command_outcome WHERE command_id = ANY($1)")
        .execute(Tuple.of(commands.toArray(UUID[]::new)))
        .map(rows ->
            StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new Done(row.getUUID(0), row.getLong(1), row.getString(2)))
                .toList());
  }

  static Uni<Void> commit(SqlConnection connection) {
    return connection.query("COMMIT").execute().replaceWithVoid();
  }

  static Uni<Void> rollback(SqlConnection connection) {
    return connection.query("ROLLBACK").execute().replaceWithVoid();
  }
}
