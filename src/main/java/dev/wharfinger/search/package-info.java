/** Finding repositories, namespaces, teams and robots by the beginning of their names. */
@NullMarked
package dev.wharfinger.search;

import org.jspecify.annotations.NullMarked;
