/**
 * Keys that live outside the journal: the master key, what is derived from it, and one key per
 * subject.
 */
@NullMarked
package dev.wharfinger.platform.vault;

import org.jspecify.annotations.NullMarked;
