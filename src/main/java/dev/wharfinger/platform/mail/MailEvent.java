package dev.wharfinger.platform.mail;

import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.EventName;

/** The outcome of a mail that an event requested. */
public sealed interface MailEvent extends Event {

  /** The mail's id. */
  long mail();

  /** A mail server accepted it. */
  @EventName("mail-sent.v1")
  record MailSent(long mail) implements MailEvent {}

  /** No mail server accepted it, and it was dropped. */
  @EventName("mail-given-up.v1")
  record MailGivenUp(long mail) implements MailEvent {}
}
