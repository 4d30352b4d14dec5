/** Searching repositories, namespaces, teams and robots by the beginning of their names. */
@NullMarked
package dev.wharfinger.accounts.search;

import org.jspecify.annotations.NullMarked;
