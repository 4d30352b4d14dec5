/** Policies by which tags become immutable, and what they do to the tags that are there. */
@NullMarked
package dev.wharfinger.registries.immutability;

import org.jspecify.annotations.NullMarked;
