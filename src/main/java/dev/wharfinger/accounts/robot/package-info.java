/** Robots: accounts of organizations and users that machines sign in with. */
@NullMarked
package dev.wharfinger.accounts.robot;

import org.jspecify.annotations.NullMarked;
