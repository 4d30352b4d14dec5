/** Users: first user, users made by superusers, what they say of themselves. */
@NullMarked
package dev.wharfinger.accounts.user;

import org.jspecify.annotations.NullMarked;
