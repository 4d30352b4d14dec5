/** The keys under test. */
@NullMarked
package dev.wharfinger.vault;

import org.jspecify.annotations.NullMarked;
