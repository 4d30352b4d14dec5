package dev.wharfinger.platform.journal;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.function.Consumer;

/**
 * Binds the read models to another topic that holds the same journal: the topic was restored from a
 * backup, or the journal was copied to another cluster or name. Offsets may differ there; records
 * may not.
 */
public final class JournalAdoption {

  private final Connections connections;
  private final Journal journal;
  private final RecordCodec codec;
  private final ChainReader chain;

  public JournalAdoption(Vertx vertx, Pool pool, Journal journal, RecordCodec codec) {
    this.connections = Connections.of(vertx, pool, Connections.TIMEOUT);
    this.journal = journal;
    this.codec = codec;
    this.chain = new ChainReader(journal, codec);
  }

  /**
   * What was adopted.
   *
   * @param seq of the last projected record, 0 if there is none
   * @param nextOffset where projecting resumes on the topic
   * @param lag offsets of the topic from there on
   */
  public record Adopted(long seq, long nextOffset, long lag) {}

  /** The head moved meanwhile: an instance still writes. */
  public static final class StillWritten extends RuntimeException {
    StillWritten() {
      super("the read models changed meanwhile; stop all instances first");
    }
  }

  /**
   * Reads the topic from its beginning to the last projected record; fails, and changes nothing,
   * with {@link JournalDataLoss} if that record is not on it, and with {@link
   * CatchUp.CannotProject} if a record is missing before it.
   */
  public Uni<Adopted> adopt(Consumer<JournalProof.Progress> progress) {
    return journal
        .verify()
        .flatMap(topicId ->
            connections
                .with(HeadRow::peek)
                .flatMap(head ->
                    journal
                        .endOffset()
                        .flatMap(end -> find(new Search(head, end), progress))
                        .flatMap(next -> bind(topicId, head, next))));
  }

  /** Where the search for the last projected record stands. */
  private static final class Search {
    private final Head head;
    private final long end;
    private long from;
    private long next;
    private long seq;
    private String hash = Head.GENESIS_HASH;
    private boolean found;

    Search(Head head, long end) {
      this.head = head;
      this.end = end;
      this.found = head.seq() == 0;
    }

    void take(ValidRecords stretch) {
      from = next;
      next = stretch.next();
      seq = stretch.seq();
      hash = stretch.hash();
      found |= stretch.frames().stream().anyMatch(frame -> frame.hash().equals(head.hash()));
    }
  }

  /** The offset after the last projected record. */
  private Uni<Found> find(Search search, Consumer<JournalProof.Progress> progress) {
    if (search.found) {
      return Uni.createFrom().item(new Found(0, search.end));
    }
    return Multi.createBy()
        .repeating()
        .uni(() ->
            search.next >= search.end
                ? Uni.createFrom().item(search)
                : chain
                    .read(search.seq, search.hash, search.next, search.end)
                    .invoke(search::take)
                    .invoke(() -> tell(search, progress))
                    .replaceWith(search))
        .whilst(it -> !it.found && it.next < it.end)
        .collect()
        .last()
        .flatMap(it ->
            it.found
                ? after(it)
                : Uni.createFrom().failure(JournalDataLoss.altered(search.head.seq())));
  }

  private static void tell(Search search, Consumer<JournalProof.Progress> progress) {
    if (search.next / JournalProof.STEP > search.from / JournalProof.STEP) {
      progress.accept(new JournalProof.Progress(search.next, search.end));
    }
  }

  private record Found(long nextOffset, long end) {}

  /** The stretch that ends the search has the record; others may follow it there. */
  private Uni<Found> after(Search search) {
    return journal
        .read(search.from, search.next)
        .map(stretch ->
            stretch.records().stream()
                .filter(record ->
                    codec
                        .frame(record.bytes())
                        .filter(frame -> frame.hash().equals(search.head.hash()))
                        .isPresent())
                .findFirst()
                .map(record -> new Found(record.offset() + 1, search.end))
                .orElseThrow(() -> JournalDataLoss.altered(search.head.seq())));
  }

  private Uni<Adopted> bind(String topicId, Head head, Found found) {
    return connections
        .with(connection -> bind(connection, topicId, head, found.nextOffset()))
        .replaceWith(new Adopted(head.seq(), found.nextOffset(), found.end() - found.nextOffset()));
  }

  private Uni<Void> bind(SqlConnection connection, String topicId, Head expected, long nextOffset) {
    return HeadRow.lock(connection, codec.macs().masters())
        .invoke(head -> {
          if (!head.equals(expected)) {
            throw new StillWritten();
          }
        })
        .flatMap(_ -> HeadRow.rebind(connection, topicId, nextOffset))
        .flatMap(_ -> HeadRow.commit(connection));
  }
}
