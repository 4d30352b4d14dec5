/** Requests to addresses that users name: checked, bounded and without a way into the network. */
@NullMarked
package dev.wharfinger.platform.outbound;

import org.jspecify.annotations.NullMarked;
