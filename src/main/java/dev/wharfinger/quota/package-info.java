/** Quotas, and how full a namespace is. */
@NullMarked
package dev.wharfinger.quota;

import org.jspecify.annotations.NullMarked;
