package dev.wharfinger.mail;

import static dev.wharfinger.account.Entities.mail;

import dev.wharfinger.journal.Area;
import dev.wharfinger.journal.AuditTrail;
import dev.wharfinger.journal.Projector;
import dev.wharfinger.mail.MailEvent.MailGivenUp;
import dev.wharfinger.mail.MailEvent.MailSent;
import jakarta.inject.Singleton;

/** Mails on their way. */
@Singleton
public final class MailArea implements Area<MailEvent> {

  @Override
  public Projector<MailEvent> projector() {
    return new MailProjector();
  }

  @Override
  public void audit(MailEvent event, AuditTrail trail) {

    switch (event) {
      case MailSent sent -> trail.end(mail(sent.mail()));
      case MailGivenUp given -> trail.end(mail(given.mail()));
    }
  }
}
