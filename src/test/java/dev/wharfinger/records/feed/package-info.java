/** Tests of the audit feed. */
@NullMarked
package dev.wharfinger.records.feed;

import org.jspecify.annotations.NullMarked;
