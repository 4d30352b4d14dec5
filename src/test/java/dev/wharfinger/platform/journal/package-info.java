/** The engine under test, with an area of its own: tickets and a counter. */
@NullMarked
package dev.wharfinger.platform.journal;

import org.jspecify.annotations.NullMarked;
