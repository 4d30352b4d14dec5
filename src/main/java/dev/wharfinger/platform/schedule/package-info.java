/** Background work: which instance does it, and whether it gets done. */
@NullMarked
package dev.wharfinger.platform.schedule;

import org.jspecify.annotations.NullMarked;
