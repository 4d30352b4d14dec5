/** The catalogue of everything that may stand in the journal. */
@NullMarked
package dev.wharfinger.events;

import org.jspecify.annotations.NullMarked;
