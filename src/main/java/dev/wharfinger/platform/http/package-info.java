/** The HTTP frame: what all operations share before their own rules apply, and how they answer. */
@NullMarked
package dev.wharfinger.platform.http;

import org.jspecify.annotations.NullMarked;
