/**
 * Requests to addresses that users specify: checked, bounded and kept out of the internal network.
 */
@NullMarked
package dev.wharfinger.platform.outbound;

import org.jspecify.annotations.NullMarked;
