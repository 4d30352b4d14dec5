/**
 * The audit feed: the valid journal for outside subscribers, as CloudEvents on a topic of its own.
 */
@NullMarked
package dev.wharfinger.records.feed;

import org.jspecify.annotations.NullMarked;
