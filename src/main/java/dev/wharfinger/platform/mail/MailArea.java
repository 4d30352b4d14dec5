package dev.wharfinger.platform.mail;

import static dev.wharfinger.platform.account.Entities.mail;

import dev.wharfinger.platform.journal.Area;
import dev.wharfinger.platform.journal.AuditTrail;
import dev.wharfinger.platform.journal.Projector;
import dev.wharfinger.platform.mail.MailEvent.MailGivenUp;
import dev.wharfinger.platform.mail.MailEvent.MailSent;
import jakarta.inject.Singleton;

/** Mails waiting to be sent. */
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
