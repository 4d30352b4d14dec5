/** Tests of the declared metrics. */
@NullMarked
package dev.wharfinger.platform.metric;

import org.jspecify.annotations.NullMarked;
