/** Tests of the audit feed. */
@NullMarked
package dev.wharfinger.feed;

import org.jspecify.annotations.NullMarked;
