/** Policies of pruning tags: kept here, carried out by registries. */
@NullMarked
package dev.wharfinger.repositories.autoprune;

import org.jspecify.annotations.NullMarked;
