/** Usage logs: the row of every event, and the lists that show them. */
@NullMarked
package dev.wharfinger.records.log;

import org.jspecify.annotations.NullMarked;
