/** Quotas, and how much of them a namespace uses. */
@NullMarked
package dev.wharfinger.repositories.quota;

import org.jspecify.annotations.NullMarked;
