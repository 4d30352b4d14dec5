/** Tokens by which single programs of a user sign in to the registry. */
@NullMarked
package dev.wharfinger.accounts.apptoken;

import org.jspecify.annotations.NullMarked;
