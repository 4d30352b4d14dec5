/** Tokens with which single applications of a user sign in to the registry. */
@NullMarked
package dev.wharfinger.accounts.apptoken;

import org.jspecify.annotations.NullMarked;
