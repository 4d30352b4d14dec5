/** When background work is done, and how it went. */
@NullMarked
package dev.wharfinger.platform.job;

import org.jspecify.annotations.NullMarked;
