/** What holds for every event. */
@NullMarked
package dev.wharfinger.events;

import org.jspecify.annotations.NullMarked;
