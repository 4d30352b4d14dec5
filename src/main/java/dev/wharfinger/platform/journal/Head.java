package dev.wharfinger.platform.journal;

/**
 * How far the read models have been projected.
 *
 * @param seq of the last record projected, 0 before the first
 * @param hash of that record
 * @param nextOffset Kafka offset of the next record to look at
 * @param nextId the state of {@link Ids}
 */
public record Head(long seq, String hash, long nextOffset, long nextId) {

  /** Stands for the hash before the first record. */
  public static final String GENESIS_HASH = "0".repeat(64);
}
