package dev.wharfinger.mail;

import dev.wharfinger.journal.Event;

/** What becomes of a mail that an event asked for. */
public sealed interface MailEvent extends Event {

  /** The mail's id. */
  long mail();

  /** A mail server took it. */
  record MailSent(long mail) implements MailEvent {}

  /** No mail server took it, and it was given up. */
  record MailGivenUp(long mail) implements MailEvent {}
}
