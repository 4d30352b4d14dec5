/** A real Postgres, a real Kafka and the packaged service on this machine, without containers. */
@NullMarked
package dev.wharfinger.local;

import org.jspecify.annotations.NullMarked;
