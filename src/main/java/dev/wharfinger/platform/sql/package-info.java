/** What reads of Postgres have in common. */
@NullMarked
package dev.wharfinger.platform.sql;

import org.jspecify.annotations.NullMarked;
