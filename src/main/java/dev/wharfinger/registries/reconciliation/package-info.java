/** Walks over the attached registry, and corrects what is known of its content. */
@NullMarked
package dev.wharfinger.registries.reconciliation;

import org.jspecify.annotations.NullMarked;
