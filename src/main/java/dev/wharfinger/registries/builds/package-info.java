/** Builds of images: how far they are and what they say. */
@NullMarked
package dev.wharfinger.registries.builds;

import org.jspecify.annotations.NullMarked;
