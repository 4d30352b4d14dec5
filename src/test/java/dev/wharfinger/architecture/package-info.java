/** The walls between packages, and what no class may do. */
@NullMarked
package dev.wharfinger.architecture;

import org.jspecify.annotations.NullMarked;
