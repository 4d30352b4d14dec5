/** What superusers tell everybody. */
@NullMarked
package dev.wharfinger.accounts.message;

import org.jspecify.annotations.NullMarked;
