package dev.wharfinger.chaos;

import java.util.List;
import java.util.Optional;

/**
 * All that is known after a run.
 *
 * @param history what clients did and saw
 * @param journal the topic's records in their order
 * @param feed the messages of the audit feed in their order
 * @param rebuilt what a last rebuild said of each read model
 * @param totals what is counted elsewhere
 */
record Evidence(
    List<Operation> history,
    List<JournalEntry> journal,
    List<FeedMessage> feed,
    List<RebuiltTable> rebuilt,
    Totals totals) {

  /**
   * A record on the journal's topic.
   *
   * @param authentic whether its MAC and its hash are those of its bytes
   * @param nextId the next small id after it
   * @param events how many it has
   */
  record JournalEntry(
      long offset,
      boolean authentic,
      long seq,
      String prevHash,
      String hash,
      String command,
      long nextId,
      int events,
      List<Written> writes) {}

  /**
   * A write of a register, as a record tells it.
   *
   * @param previous the value that it replaced, where the event says so
   */
  record Written(String key, String value, Optional<String> previous) {}

  /** A message of the audit feed. */
  record FeedMessage(String id, long seq, int index, String prevHash) {}

  /** A table, live and rebuilt. */
  record RebuiltTable(String name, boolean equal) {}

  /**
   * What the database counts of the journal.
   *
   * @param records and the next small id, of the read models
   * @param published up to which record the feed's publisher has come
   * @param creations usage logs of created organizations
   * @param outcomes by which repeated commands are recognized
   */
  record Totals(long records, long nextId, long published, long creations, long outcomes) {}
}
