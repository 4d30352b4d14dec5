/**
 * Journeys through the packaged service with a real Kafka and a real Postgres: no write is lost,
 * none happens twice, whatever is killed. The checks know the wire and the topic, and none of the
 * product's classes.
 */
@NullMarked
package dev.wharfinger.journey;

import org.jspecify.annotations.NullMarked;
