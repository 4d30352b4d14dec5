/**
 * The engine: one totally ordered log of records on Kafka, the head row in Postgres, the writer,
 * and recovery and rebuild. It handles events, projectors and commands without knowing their
 * meaning.
 */
@NullMarked
package dev.wharfinger.platform.journal;

import org.jspecify.annotations.NullMarked;
