/** The HTTP frame: what every operation shares before its own rule begins, and how it answers. */
@NullMarked
package dev.wharfinger.platform.http;

import org.jspecify.annotations.NullMarked;
