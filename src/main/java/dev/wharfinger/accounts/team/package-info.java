/** Teams, who is in them, and who belongs to an organization through them. */
@NullMarked
package dev.wharfinger.accounts.team;

import org.jspecify.annotations.NullMarked;
