/** Robots: accounts of organizations and users for machines to sign in with. */
@NullMarked
package dev.wharfinger.accounts.robot;

import org.jspecify.annotations.NullMarked;
