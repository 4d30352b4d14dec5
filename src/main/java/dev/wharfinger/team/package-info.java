/** Teams, who is in them, and who belongs to an organization through them. */
@NullMarked
package dev.wharfinger.team;

import org.jspecify.annotations.NullMarked;
