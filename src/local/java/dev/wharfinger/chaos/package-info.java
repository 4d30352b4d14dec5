/**
 * Faults at random against brokers, databases and instances of the packaged service, and a check of
 * what its clients were promised meanwhile.
 */
@NullMarked
package dev.wharfinger.chaos;

import org.jspecify.annotations.NullMarked;
