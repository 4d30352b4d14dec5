package dev.wharfinger.platform.journal;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import java.util.function.Consumer;

/** Verifies the journal against itself and against the read models, without changing anything. */
public final class JournalProof {

  /** Offsets between two progress reports. */
  static final long STEP = 100_000;

  private final Connections connections;
  private final Journal journal;
  private final ChainReader chain;

  public JournalProof(Vertx vertx, Pool pool, Journal journal, RecordCodec codec) {
    this.connections = Connections.of(vertx, pool, Connections.TIMEOUT);
    this.journal = journal;
    this.chain = new ChainReader(journal, codec);
  }

  /**
   * The state of the read models.
   *
   * @param seq of the last projected record
   * @param lag offsets of the topic not yet processed
   * @param foreign records up to there not written by a holder of the master key
   */
  public record Status(long seq, long lag, long foreign) {}

  /** How far a verification has progressed. */
  public record Progress(long offset, long end) {}

  /**
   * What a verification found.
   *
   * @param records how many are valid
   * @param late how many authentic ones are void
   * @param foreign how many were not written by a holder of the master key
   * @param seq of the last valid record
   * @param hash of that record
   * @param agrees whether the read models were built from this journal
   */
  public record Report(
      long records, long late, long foreign, long seq, String hash, boolean agrees) {

    /** A one-word summary of the read models. */
    public String models() {
      return agrees ? "built from it" : "NOT built from it: their last record is not in it";
    }

    /** Whether the journal and the read models are as the instances wrote them. */
    public boolean isClean() {
      return agrees && foreign == 0;
    }
  }

  /**
   * Fails if the topic could lose records, has lost some, or is not the one that the read models
   * were built from.
   */
  public Uni<Status> status() {
    return journal
        .verify()
        .flatMap(
            topicId -> connections.with(connection -> HeadRow.requireBound(connection, topicId)))
        .flatMap(_ ->
            Uni.combine()
                .all()
                .unis(connections.with(HeadRow::peek), connections.with(HeadRow::foreign))
                .asTuple())
        .flatMap(found ->
            journal.endOffset().map(end -> status(found.getItem1(), found.getItem2(), end)));
  }

  private static Status status(Head head, ValidRecords.Foreign foreign, long end) {
    if (end < head.nextOffset()) {
      throw JournalDataLoss.endsAt(end, head.nextOffset());
    }
    return new Status(head.seq(), end - head.nextOffset(), foreign.records());
  }

  /**
   * Reads everything; fails with the position of the first record that does not continue the chain.
   *
   * @param each is given every valid record, in order
   */
  public Uni<Report> verify(Consumer<Progress> progress, Consumer<JournalFrame> each) {
    // First the head, then the end: the records projected so far lie before the end.
    return connections
        .with(HeadRow::peek)
        .flatMap(head -> journal.endOffset().map(end -> new Reading(head, end)))
        .flatMap(reading -> verify(reading, progress, each));
  }

  private Uni<Report> verify(
      Reading reading, Consumer<Progress> progress, Consumer<JournalFrame> each) {
    return Multi.createBy()
        .repeating()
        .uni(() ->
            chain
                .read(reading.seq, reading.hash, reading.next, reading.end)
                .invoke(stretch -> stretch.frames().forEach(each))
                .invoke(stretch -> reading.take(stretch, progress)))
        .whilst(_ -> reading.next < reading.end)
        .collect()
        .last()
        .map(_ -> reading.report());
  }

  private static final class Reading {
    private final Head head;
    private final long end;
    private long next;
    private long seq;
    private String hash = Head.GENESIS_HASH;
    private long records;
    private long late;
    private long foreign;
    private boolean agrees;

    Reading(Head head, long end) {
      this.head = head;
      this.end = end;
      this.agrees = head.seq() == 0;
    }

    void take(ValidRecords stretch, Consumer<Progress> progress) {
      agrees |= stretch.frames().stream().anyMatch(frame -> frame.hash().equals(head.hash()));
      records += stretch.frames().size();
      late += stretch.late();
      foreign += stretch.foreign().records();
      boolean step = stretch.next() / STEP > next / STEP;
      seq = stretch.seq();
      hash = stretch.hash();
      next = stretch.next();
      if (step) {
        progress.accept(new Progress(next, end));
      }
    }

    Report report() {
      return new Report(records, late, foreign, seq, hash, agrees);
    }
  }
}
