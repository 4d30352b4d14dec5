/** Organizations: their details, their birth and their end. */
@NullMarked
package dev.wharfinger.organization;

import org.jspecify.annotations.NullMarked;
