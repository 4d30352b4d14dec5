/** Who may do what in namespaces and repositories, as the tables tell it: one expression each. */
@NullMarked
package dev.wharfinger.platform.rights;

import org.jspecify.annotations.NullMarked;
