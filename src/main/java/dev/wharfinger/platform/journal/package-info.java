/**
 * The engine: one totally ordered log of records on Kafka, the head row in Postgres, the writer,
 * and what repairs and rebuilds. It knows events, projectors and commands, and nothing of what they
 * mean.
 */
@NullMarked
package dev.wharfinger.platform.journal;

import org.jspecify.annotations.NullMarked;
