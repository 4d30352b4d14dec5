/** The installation as a whole: its size, its configuration, its history. */
@NullMarked
package dev.wharfinger.registries.registry;

import org.jspecify.annotations.NullMarked;
