/** Image builds: their progress and their logs. */
@NullMarked
package dev.wharfinger.registries.builds;

import org.jspecify.annotations.NullMarked;
