/** What only one instance at a time may do. */
@NullMarked
package dev.wharfinger.lease;

import org.jspecify.annotations.NullMarked;
