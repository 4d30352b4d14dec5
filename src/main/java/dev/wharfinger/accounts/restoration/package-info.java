/**
 * Restores what was deleted: organizations, repositories, teams and robots, as the history has
 * them.
 */
@NullMarked
package dev.wharfinger.accounts.restoration;

import org.jspecify.annotations.NullMarked;
