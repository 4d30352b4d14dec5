/** Messages from superusers to all users. */
@NullMarked
package dev.wharfinger.accounts.message;

import org.jspecify.annotations.NullMarked;
