/** OAuth applications and the tokens issued for them. */
@NullMarked
package dev.wharfinger.accounts.application;

import org.jspecify.annotations.NullMarked;
