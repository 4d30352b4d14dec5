/** Notifications to accounts: queued by projections, shown until dismissed. */
@NullMarked
package dev.wharfinger.repositories.notification;

import org.jspecify.annotations.NullMarked;
