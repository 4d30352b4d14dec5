/**
 * Teams, their members, and membership in organizations through them. The counters of teams are
 * kept by triggers of db/model.
 */
@NullMarked
package dev.wharfinger.accounts.team;

import org.jspecify.annotations.NullMarked;
