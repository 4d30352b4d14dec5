/** Requests to addresses that users name: checked, bounded and without a way into the network. */
@NullMarked
package dev.wharfinger.outbound;

import org.jspecify.annotations.NullMarked;
