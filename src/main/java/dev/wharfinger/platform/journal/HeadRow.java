package dev.wharfinger.platform.journal;

import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.vault.MasterKeys;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/**
 * The row whose lock admits one writer at a time across all instances, and the transaction around
 * it. A writer that stalls while holding it loses its transaction to the idle timeout.
 */
final class HeadRow {

  /**
   * How long the outcome of a command is kept, measured by the times of records. Source: contract
   * common 16.
   */
  @Bound(
      of = "stored outcome of an Idempotency-Key",
      unit = "seconds, by record timestamps",
      beyond = "the key counts as new",
      test = "WriterIT.anOutcomeEndsADayAfterItsRecordByTheTimesOfRecords")
  static final Duration OUTCOME_LIFE = Duration.ofHours(24);

  /** The master key is read when the lock is held, because that is when it is replaced. */
  private static final String SELECT =
      "SELECT seq, hash, next_offset, next_id FROM journal_head FOR UPDATE;"
          + " SELECT version FROM vault.master_key";

  private static final String OPENING =
      "BEGIN; SET LOCAL idle_in_transaction_session_timeout = '15s'; SET LOCAL lock_timeout = '15s'";

  private HeadRow() {}

  /** Begins a transaction, waits for the lock, and learns which master key is in use under it. */
  static Uni<Head> lock(SqlConnection connection, MasterKeys masters) {
    return connection
        .query(OPENING)
        .execute()
        .flatMap(_ -> connection.query(SELECT).execute())
        .flatMap(rows -> {
          Head head = only(rows);
          return isKnown(rows.next(), masters)
              ? Uni.createFrom().item(head)
              : masters.pin(connection).replaceWith(head);
        });
  }

  private static boolean isKnown(RowSet<Row> versions, MasterKeys masters) {
    return versions.size() == 0 || masters.isAt(versions.iterator().next().getLong(0));
  }

  /** The head as last committed, without a lock. */
  static Uni<Head> peek(SqlConnection connection) {
    return connection
        .preparedQuery("SELECT seq, hash, next_offset, next_id FROM journal_head")
        .execute()
        .map(HeadRow::only);
  }

  /**
   * Binds the tables to the topic they are built from on first use; afterwards verifies that it is
   * still that topic and not a new one of the same name.
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

  /** Refuses another topic than the one that the tables are bound to, if they are. */
  static Uni<Void> requireBound(SqlConnection connection, String topicId) {
    return connection
        .query("SELECT topic_id FROM journal_head")
        .execute()
        .map(rows -> first(rows).getString(0))
        .invoke(bound -> {
          if (bound != null && !bound.equals(topicId)) {
            throw new OtherTopic();
          }
        })
        .replaceWithVoid();
  }

  /**
   * Binds the tables to another topic that holds the same journal. What somebody else wrote to the
   * former topic no longer counts.
   */
  static Uni<Void> rebind(SqlConnection connection, String topicId, long nextOffset) {
    return connection
        .preparedQuery(
            "UPDATE journal_head SET topic_id = $1, next_offset = $2, foreign_records = 0,"
                + " foreign_offset = DEFAULT")
        .execute(Tuple.of(topicId, nextOffset))
        .replaceWithVoid();
  }

  /** The topic was replaced by another one with the same name. */
  static final class OtherTopic extends RuntimeException {
    OtherTopic() {
      super("the journal topic is not the one that the read models were built from");
    }
  }

  /**
   * The tables were switched while this transaction waited for the old head row, which is now gone.
   */
  static final class Moved extends RuntimeException {
    Moved() {
      super("the head row is gone because the tables are being switched", null, false, false);
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
    rows.update(
        "UPDATE journal_head SET seq = $1, hash = $2, next_offset = $3, next_id = $4",
        to.seq(),
        to.hash(),
        to.nextOffset(),
        to.nextId());
  }

  /** Counts what was not written by a holder of the master key. */
  static void note(Rows rows, ValidRecords.Foreign foreign) {
    rows.update(
        "UPDATE journal_head SET foreign_records = foreign_records + $1, foreign_offset = $2",
        foreign.records(),
        foreign.lastOffset());
  }

  /**
   * How much is on the topic, up to the head, that was not written by a holder of the master key.
   */
  static Uni<ValidRecords.Foreign> foreign(SqlConnection connection) {
    return connection
        .preparedQuery("SELECT foreign_records, foreign_offset FROM journal_head")
        .execute()
        .map(HeadRow::first)
        .map(row -> new ValidRecords.Foreign(row.getLong(0), row.getLong(1)));
  }

  /**
   * Records which commands are done, so that a retry gets the same outcome, and deletes outcomes
   * that have expired by the times of these records. The result does not depend on how records are
   * split into calls, so that a rebuild gets the same.
   */
  static void remember(Rows rows, List<JournalRecord> records) {
    List<UUID> ids = new ArrayList<>(records.size());
    List<Long> seqs = new ArrayList<>(records.size());
    List<String> fingerprints = new ArrayList<>(records.size());
    List<OffsetDateTime> times = new ArrayList<>(records.size());
    Instant latest = Instant.MIN;
    for (JournalRecord record : records.reversed()) {
      if (!isOver(record.time(), latest)) {
        ids.add(record.commandId());
        seqs.add(record.seq());
        fingerprints.add(Optional.ofNullable(record.fingerprint()).orElse(""));
        times.add(record.time().atOffset(ZoneOffset.UTC));
      }
      latest = record.time().isAfter(latest) ? record.time() : latest;
    }
    rows.updateIfPresent(
        "DELETE FROM command_outcome WHERE time < $1",
        latest.minus(OUTCOME_LIFE).atOffset(ZoneOffset.UTC));
    rows.update(
        "INSERT INTO command_outcome (command_id, seq, fingerprint, time)"
            + " SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::text[], $4::timestamptz[])",
        ids.toArray(UUID[]::new),
        seqs.toArray(Long[]::new),
        fingerprints.toArray(String[]::new),
        times.toArray(OffsetDateTime[]::new));
  }

  /** Whether an outcome of one time has expired at another. */
  static boolean isOver(Instant outcome, Instant by) {
    return !by.equals(Instant.MIN) && outcome.isBefore(by.minus(OUTCOME_LIFE));
  }

  /**
   * A command that is already done.
   *
   * @param time of its record
   */
  record Done(UUID commandId, long seq, String fingerprint, Instant time) {

    /** Whether it was the same request, as far as the client identified it. */
    boolean isOf(Envelope envelope) {
      String sent = envelope.fingerprint(commandId);
      return sent == null || sent.equals(fingerprint);
    }
  }

  /** Which of these commands are already done. */
  static Uni<List<Done>> recall(SqlClient database, List<UUID> commands) {
    return database
        .preparedQuery(
            "SELECT command_id, seq, fingerprint, time FROM command_outcome"
                + " WHERE command_id = ANY($1)")
        .execute(Tuple.of(commands.toArray(UUID[]::new)))
        .map(rows ->
            StreamSupport.stream(rows.spliterator(), false)
                .map(row ->
                    new Done(
                        row.getUUID(0),
                        row.getLong(1),
                        row.getString(2),
                        row.getOffsetDateTime(3).toInstant()))
                .toList());
  }

  /** Whether this command is already done and its outcome is still kept. */
  static Uni<Boolean> isDone(SqlClient database, UUID command, String fingerprint, Instant time) {
    return recall(database, List.of(command))
        .map(found ->
            found.stream()
                .anyMatch(
                    done -> done.fingerprint().equals(fingerprint) && !isOver(done.time(), time)));
  }

  static Uni<Void> commit(SqlConnection connection) {
    return connection.query("COMMIT").execute().replaceWithVoid();
  }

  static Uni<Void> rollback(SqlConnection connection) {
    return connection.query("ROLLBACK").execute().replaceWithVoid();
  }
}
