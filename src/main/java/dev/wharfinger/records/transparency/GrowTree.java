package dev.wharfinger.records.transparency;

import dev.wharfinger.platform.job.Schedule;
import dev.wharfinger.platform.journal.ChainReader;
import dev.wharfinger.platform.journal.Journal;
import dev.wharfinger.platform.journal.JournalDataLoss;
import dev.wharfinger.platform.journal.JournalFrame;
import dev.wharfinger.platform.journal.RecordCodec;
import dev.wharfinger.platform.journal.ValidRecords;
import dev.wharfinger.platform.journal.Writer;
import dev.wharfinger.platform.journal.WriterState;
import dev.wharfinger.platform.metric.Metric;
import dev.wharfinger.platform.schedule.Lease;
import dev.wharfinger.records.transparency.TreeTables.Position;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * Adds the valid records of the journal to the tree, one instance at a time, and has a checkpoint
 * signed when one is due. A leaf is made of the record's hash, so everybody may have the leaves.
 */
@Singleton
public class GrowTree {

  private static final String JOB = "transparency-log";

  private static final Metric LAG =
      Metric.gauge(
          "wharfinger.transparency.lag",
          "records",
          "Records of the journal that are not in the Merkle tree yet.");

  private final Journal journal;
  private final ChainReader chain;
  private final Writer writer;
  private final Lease lease;
  private final TreeTables tables;
  private final Checkpoints checkpoints;
  private final AtomicLong lag = new AtomicLong();

  @Inject
  GrowTree(
      Journal journal,
      RecordCodec codec,
      Writer writer,
      Lease lease,
      TreeTables tables,
      Checkpoints checkpoints,
      MeterRegistry meters) {
    this.journal = journal;
    this.chain = new ChainReader(journal, codec);
    this.writer = writer;
    this.lease = lease;
    this.tables = tables;
    this.checkpoints = checkpoints;
    LAG.observe(meters, lag, AtomicLong::get);
  }

  void schedule(@Observes Schedule schedule) {
    Duration often = Duration.ofSeconds(1);
    schedule.every(
        often, often, JOB, () -> !(writer.state() instanceof WriterState.Starting), this::look);
  }

  /** Checks whether the tree and its checkpoint are up to date, and does what is missing. */
  private Uni<Void> look() {
    return reading()
        .flatMap(reading ->
            reading.isLevel() ? checkpoints.isDue(reading.at.seq()) : Uni.createFrom().item(true))
        .flatMap(due -> due ? lease.alone(JOB, this::grow) : Uni.createFrom().voidItem());
  }

  private Uni<Void> grow() {
    return Multi.createBy()
        .repeating()
        .uni(this::step)
        .whilst(level -> !level)
        .collect()
        .last()
        .flatMap(_ -> tables.position())
        .flatMap(tree -> checkpoints.makeIfDue(tree.seq()));
  }

  /** Adds one stretch; returns whether the tree was up to date before. */
  private Uni<Boolean> step() {
    return reading()
        .flatMap(reading ->
            reading.isLevel()
                ? Uni.createFrom().item(true)
                : chain
                    .read(reading.at.seq(), reading.at.hash(), reading.from, reading.end)
                    .flatMap(valid -> add(reading.at, reading.topicId, valid))
                    .replaceWith(false));
  }

  private Uni<Reading> reading() {
    return Uni.combine()
        .all()
        .unis(tables.position(), journal.topicId(), journal.endOffset())
        .with(Reading::new)
        .invoke(reading -> lag.set(reading.end - reading.from));
  }

  /** What there is, and what is to be read next. */
  private static final class Reading {
    private final Position at;
    private final String topicId;
    private final long from;
    private final long end;

    Reading(Position at, String topicId, long end) {
      this.at = at;
      this.topicId = topicId;
      // On another topic offsets differ: it is read from its beginning, and what the tree has is
      // skipped because its numbers are taken.
      this.from = at.topicId().equals(topicId) ? at.next() : 0;
      this.end = end;
      if (end < from) {
        throw JournalDataLoss.endsAt(end, from);
      }
    }

    boolean isLevel() {
      return from == end;
    }
  }

  private Uni<Void> add(Position at, String topicId, ValidRecords valid) {
    Position reached = new Position(topicId, valid.seq(), valid.hash(), valid.next());
    return tables
        .tiles(RightEdge.tiles(at.seq()))
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .flatMap(tiles -> {
          RightEdge edge = RightEdge.of(at.seq(), tiles);
          Map<Tile, ByteArrayOutputStream> added = new HashMap<>();
          for (JournalFrame frame : valid.frames()) {
            byte[] entry = entry(frame);
            added
                .computeIfAbsent(Tile.of(0, edge.size()), _ -> new ByteArrayOutputStream())
                .writeBytes(entry);
            edge.add(MerkleHash.leaf(entry));
          }
          return tables.store(
              at,
              reached,
              edge.takeChanged(),
              added.entrySet().stream()
                  .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().toByteArray())));
        });
  }

  /** What the leaf of a record is the hash of: the record's own hash. */
  static byte[] entry(JournalFrame frame) {
    return HexFormat.of().parseHex(frame.hash());
  }
}
