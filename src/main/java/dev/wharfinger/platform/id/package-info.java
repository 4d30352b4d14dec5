/** The ids of accounts, organizations, teams and repositories, each a type of its own. */
@NullMarked
package dev.wharfinger.platform.id;

import org.jspecify.annotations.NullMarked;
