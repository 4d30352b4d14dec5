/** The generated pages of docs/, held against the code. */
@NullMarked
package dev.wharfinger.docs;

import org.jspecify.annotations.NullMarked;
