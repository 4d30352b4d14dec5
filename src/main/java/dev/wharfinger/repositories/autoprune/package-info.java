/** Auto-prune policies for tags: stored here, enforced by registries. */
@NullMarked
package dev.wharfinger.repositories.autoprune;

import org.jspecify.annotations.NullMarked;
