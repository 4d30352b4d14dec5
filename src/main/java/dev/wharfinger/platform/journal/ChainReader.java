package dev.wharfinger.platform.journal;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the valid records of the journal for catch-up, rebuild and the audit feed: applies {@link
 * ChainRule} to authentic records and skips everything else.
 */
public record ChainReader(Journal journal, RecordCodec codec) {

  /** Records read first when searching the topic backwards; each further step reads more. */
  private static final int NEAR = 4;

  private static final int WINDOW = 500;

  /**
   * The valid records of the next stretch.
   *
   * @param seq of the last valid record
   * @param hash of that record
   * @param from offset to read from
   * @param end offset to stop before
   * @return fails with {@link CatchUp.CannotProject} where a record is missing or was altered
   */
  public Uni<ValidRecords> read(long seq, String hash, long from, long end) {
    return journal.read(from, end).flatMap(stretch -> new Validation(stretch, seq, hash).go());
  }

  /** Whether the record with this hash lies on the topic before an offset. */
  Uni<Boolean> liesBefore(String hash, long offset) {
    return Multi.createBy()
        .repeating()
        .uni(() -> new Search(offset), search -> searchBackwards(search, hash))
        .whilst(search -> !search.found && search.from > 0)
        .collect()
        .last()
        .map(search -> search.found);
  }

  /** Whether the topic begins with records of another master key and has none of this one's. */
  Uni<Boolean> beginsWithAnotherKey(long end) {
    return journal
        .read(0, Math.min(end, WINDOW))
        .map(stretch ->
            stretch.records().stream().anyMatch(it -> codec.isOfAnotherKey(it.bytes()))
                && stretch.records().stream().allMatch(it -> codec.frame(it.bytes()).isEmpty()));
  }

  /** The master key that the first authentic record was written with, if one is near. */
  Uni<Optional<String>> firstMasterKey(long end) {
    return journal
        .read(0, Math.min(end, WINDOW))
        .map(stretch ->
            stretch.records().stream()
                .flatMap(record -> codec.frame(record.bytes()).stream())
                .map(JournalFrame::masterKey)
                .findFirst());
  }

  private static final class Search {
    private long from;
    private int window = NEAR;
    private boolean found;

    Search(long from) {
      this.from = from;
    }
  }

  private Uni<Search> searchBackwards(Search search, String hash) {
    long end = search.from;
    search.from = Math.max(0, end - search.window);
    search.window = Math.min(WINDOW, search.window * NEAR);
    return search.from == end
        ? Uni.createFrom().item(search)
        : lookAt(search, hash, search.from, end);
  }

  private Uni<Search> lookAt(Search search, String hash, long from, long end) {
    return journal
        .read(from, end)
        .invoke(stretch ->
            search.found |=
                stretch.records().stream()
                    .flatMap(record -> codec.frame(record.bytes()).stream())
                    .anyMatch(frame -> frame.hash().equals(hash)))
        .flatMap(stretch ->
            search.found || stretch.next() >= end
                ? Uni.createFrom().item(search)
                : lookAt(search, hash, stretch.next(), end));
  }

  /** Examines a stretch record by record; waits only for a search of the topic, which is rare. */
  private final class Validation {

    private final Journal.Stretch stretch;
    private final List<JournalFrame> valid = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private long seq;
    private String hash;
    private int index;
    private int late;
    private ValidRecords.Foreign foreign = ValidRecords.Foreign.NONE;

    Validation(Journal.Stretch stretch, long seq, String hash) {
      this.stretch = stretch;
      this.seq = seq;
      this.hash = hash;
      seen.add(hash);
    }

    Uni<ValidRecords> go() {
      while (index < stretch.records().size()) {
        Journal.Stored next = stretch.records().get(index++);
        Optional<JournalFrame> frame = codec.frame(next.bytes());
        if (frame.isEmpty()) {
          foreign = new ValidRecords.Foreign(foreign.records() + 1, next.offset());
        } else if (ChainRule.continues(seq, hash, frame.get())) {
          valid.add(frame.get());
          seq = frame.get().seq();
          hash = frame.get().hash();
          seen.add(hash);
        } else if (ChainRule.isLate(seq, frame.get()) || seen.contains(frame.get().prevHash())) {
          skip(frame.get());
        } else {
          return search(next.offset(), frame.get());
        }
      }
      return Uni.createFrom()
          .item(new ValidRecords(List.copyOf(valid), seq, hash, stretch.next(), late, foreign));
    }

    private void skip(JournalFrame frame) {
      seen.add(frame.hash());
      late++;
    }

    private Uni<ValidRecords> search(long offset, JournalFrame frame) {
      return liesBefore(frame.prevHash(), offset)
          .flatMap(found -> {
            if (!found) {
              return Uni.createFrom()
                  .failure(
                      new CatchUp.CannotProject(
                          "offset %d: record %d follows one that was altered or is missing, after record %d"
                              .formatted(offset, frame.seq(), seq),
                          null));
            }
            skip(frame);
            return go();
          });
    }
  }
}
