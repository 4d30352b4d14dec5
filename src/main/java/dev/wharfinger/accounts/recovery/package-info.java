/** The way in for who forgot his password: a mail with a link. */
@NullMarked
package dev.wharfinger.accounts.recovery;

import org.jspecify.annotations.NullMarked;
