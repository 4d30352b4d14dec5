/** Users: the first user, users created by superusers or sign-up, and their own changes. */
@NullMarked
package dev.wharfinger.accounts.user;

import org.jspecify.annotations.NullMarked;
