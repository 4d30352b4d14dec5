/** What superusers tell everybody. */
@NullMarked
package dev.wharfinger.message;

import org.jspecify.annotations.NullMarked;
