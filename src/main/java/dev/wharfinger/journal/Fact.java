package dev.wharfinger.journal;

import java.time.Instant;

/**
 * The circumstances of an event.
 *
 * @param seq of its record
 * @param ordinal its place within the record, from 0
 * @param time of its record
 */
public record Fact(long seq, int ordinal, Instant time, Actor actor) {}
