/** Texts of others, cut to a length that can be quoted. */
@NullMarked
package dev.wharfinger.platform.text;

import org.jspecify.annotations.NullMarked;
