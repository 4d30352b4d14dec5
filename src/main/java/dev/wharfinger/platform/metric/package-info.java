/** What operators can measure, each declared where it is measured. */
@NullMarked
package dev.wharfinger.platform.metric;

import org.jspecify.annotations.NullMarked;
