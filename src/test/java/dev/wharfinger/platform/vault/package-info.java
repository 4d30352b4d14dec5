/** The keys under test. */
@NullMarked
package dev.wharfinger.platform.vault;

import org.jspecify.annotations.NullMarked;
