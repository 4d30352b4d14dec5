/** Looking up users, robots, teams and organizations by the beginning of their names. */
@NullMarked
package dev.wharfinger.accounts.entity;

import org.jspecify.annotations.NullMarked;
