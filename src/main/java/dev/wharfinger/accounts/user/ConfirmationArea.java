package dev.wharfinger.accounts.user;

import static dev.wharfinger.platform.account.Entities.account;
import static dev.wharfinger.platform.account.Entities.emailConfirmation;
import static dev.wharfinger.platform.account.Entities.mail;

import dev.wharfinger.accounts.user.ConfirmationEvent.EmailChangeAsked;
import dev.wharfinger.accounts.user.ConfirmationEvent.EmailConfirmationAsked;
import dev.wharfinger.accounts.user.ConfirmationEvent.EmailConfirmed;
import dev.wharfinger.platform.account.Entities;
import dev.wharfinger.platform.journal.Area;
import dev.wharfinger.platform.journal.AuditTrail;
import dev.wharfinger.platform.journal.OwnedRows;
import dev.wharfinger.platform.journal.Projector;
import jakarta.inject.Singleton;
import java.util.List;

/** Confirmations of e-mail addresses. */
@Singleton
public final class ConfirmationArea implements Area<ConfirmationEvent> {

  @Override
  public Projector<ConfirmationEvent> projector() {
    return new ConfirmationProjector();
  }

  @Override
  public List<OwnedRows> ownedByUser() {
    return List.of(OwnedRows.of("email_confirmation", Entities.EMAIL_CONFIRMATION));
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
