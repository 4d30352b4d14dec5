/** What reads of Postgres have in common. */
@NullMarked
package dev.wharfinger.sql;

import org.jspecify.annotations.NullMarked;
