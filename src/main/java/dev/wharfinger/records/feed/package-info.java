/** The audit feed: the valid journal for external subscribers, as CloudEvents on its own topic. */
@NullMarked
package dev.wharfinger.records.feed;

import org.jspecify.annotations.NullMarked;
