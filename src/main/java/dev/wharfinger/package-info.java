/** Wharfinger: Quay's management API on an event journal. */
@NullMarked
package dev.wharfinger;

import org.jspecify.annotations.NullMarked;
