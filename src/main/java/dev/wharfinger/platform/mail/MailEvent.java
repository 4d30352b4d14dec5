package dev.wharfinger.platform.mail;

import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.EventName;

/** What becomes of a mail that an event asked for. */
public sealed interface MailEvent extends Event {

  /** The mail's id. */
  long mail();

  /** A mail server took it. */
  @EventName("mail-sent.v1")
  record MailSent(long mail) implements MailEvent {}

  /** No mail server took it, and it was given up. */
  @EventName("mail-given-up.v1")
  record MailGivenUp(long mail) implements MailEvent {}
}
