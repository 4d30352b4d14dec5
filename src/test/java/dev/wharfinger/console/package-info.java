/** The console, used by a browser as people use it. */
@NullMarked
package dev.wharfinger.console;

import org.jspecify.annotations.NullMarked;
