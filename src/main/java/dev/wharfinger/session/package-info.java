/** Sessions of browsers: signing in and out. */
@NullMarked
package dev.wharfinger.session;

import org.jspecify.annotations.NullMarked;
