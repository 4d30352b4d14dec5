/** Quotas, and how full a namespace is. */
@NullMarked
package dev.wharfinger.repositories.quota;

import org.jspecify.annotations.NullMarked;
