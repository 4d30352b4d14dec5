/** Users. */
@NullMarked
package dev.wharfinger.user;

import org.jspecify.annotations.NullMarked;
