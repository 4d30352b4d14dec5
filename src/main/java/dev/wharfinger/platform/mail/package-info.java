/** Mails: queued by projections, sent by one instance, and deleted when they are sent. */
@NullMarked
package dev.wharfinger.platform.mail;

import org.jspecify.annotations.NullMarked;
