/** Builds of images: how far they are and what they say. */
@NullMarked
package dev.wharfinger.build;

import org.jspecify.annotations.NullMarked;
