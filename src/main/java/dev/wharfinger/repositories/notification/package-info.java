/** What accounts are told: queued by projections, shown until it is dismissed. */
@NullMarked
package dev.wharfinger.repositories.notification;

import org.jspecify.annotations.NullMarked;
