package dev.wharfinger.user;

import static dev.wharfinger.account.Entities.account;
import static dev.wharfinger.account.Entities.emailConfirmation;
import static dev.wharfinger.account.Entities.mail;

import dev.wharfinger.journal.Area;
import dev.wharfinger.journal.AuditTrail;
import dev.wharfinger.journal.Projector;
import dev.wharfinger.user.ConfirmationEvent.EmailChangeAsked;
import dev.wharfinger.user.ConfirmationEvent.EmailConfirmationAsked;
import dev.wharfinger.user.ConfirmationEvent.EmailConfirmed;
import jakarta.inject.Singleton;

/** Confirmations of e-mail addresses. */
@Singleton
public final class ConfirmationArea implements Area<ConfirmationEvent> {

  @Override
  public Projector<ConfirmationEvent> projector() {
    return new ConfirmationProjector();
  }

  @Override
  public void audit(ConfirmationEvent event, AuditTrail trail) {

    trail.belongsTo(event.user());
    switch (event) {
      case EmailConfirmationAsked asked -> {
        trail
            .put(emailConfirmation(asked.user()))
            .set("code", asked.code())
            .set("email", asked.email());
        trail.put(mail(asked.mail())).set("address", asked.email());
      }
      case EmailChangeAsked asked -> {
        trail
            .put(emailConfirmation(asked.user()))
            .set("code", asked.code())
            .set("email", asked.email());
        trail.put(mail(asked.mail())).set("address", asked.email());
      }
      case EmailConfirmed confirmed -> {
        trail.put(account(confirmed.user())).set("verified", true);
        trail.end(emailConfirmation(confirmed.user()));
      }
    }
  }
}
