/** Organizations: their details, their birth and their end. */
@NullMarked
package dev.wharfinger.accounts.organization;

import org.jspecify.annotations.NullMarked;
