/** Account recovery: a mail with a link. */
@NullMarked
package dev.wharfinger.accounts.recovery;

import org.jspecify.annotations.NullMarked;
