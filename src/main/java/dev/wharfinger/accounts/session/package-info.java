/** Browser sessions: signing in and out. */
@NullMarked
package dev.wharfinger.accounts.session;

import org.jspecify.annotations.NullMarked;
