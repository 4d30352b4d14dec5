/**
 * Quotas, and how much of them a namespace uses. A reached limit counts as reached until functions
 * of db/activity end that: when the size falls below the limit or, by a trigger of db/model, when
 * the limit is deleted.
 */
@NullMarked
package dev.wharfinger.repositories.quota;

import org.jspecify.annotations.NullMarked;
