/** Organizations: their details, creation and deletion. */
@NullMarked
package dev.wharfinger.accounts.organization;

import org.jspecify.annotations.NullMarked;
