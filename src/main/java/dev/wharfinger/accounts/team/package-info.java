/** Teams, their members, and membership in organizations through them. */
@NullMarked
package dev.wharfinger.accounts.team;

import org.jspecify.annotations.NullMarked;
