/** Robots: accounts of organizations and users that machines sign in with. */
@NullMarked
package dev.wharfinger.robot;

import org.jspecify.annotations.NullMarked;
