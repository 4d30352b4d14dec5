package dev.wharfinger.accounts.user;

import static dev.wharfinger.platform.account.Entities.account;
import static dev.wharfinger.platform.account.Entities.emailConfirmation;
import static dev.wharfinger.platform.account.Entities.mail;
import static dev.wharfinger.platform.account.Entities.recovery;

import dev.wharfinger.accounts.user.OwnAccountEvent.OwnDetailsChanged;
import dev.wharfinger.accounts.user.OwnAccountEvent.OwnEmailChanged;
import dev.wharfinger.accounts.user.OwnAccountEvent.OwnInvoiceAddressChanged;
import dev.wharfinger.accounts.user.OwnAccountEvent.OwnInvoiceEmailSet;
import dev.wharfinger.accounts.user.OwnAccountEvent.OwnPasswordChanged;
import dev.wharfinger.accounts.user.OwnAccountEvent.OwnTagExpirationSet;
import dev.wharfinger.accounts.user.OwnAccountEvent.UserPrompted;
import dev.wharfinger.accounts.user.OwnAccountEvent.UserRenamed;
import dev.wharfinger.platform.journal.Area;
import dev.wharfinger.platform.journal.AuditTrail;
import dev.wharfinger.platform.journal.Projector;
import jakarta.inject.Singleton;

/** Changes by users to their own accounts. */
@Singleton
public final class OwnAccountArea implements Area<OwnAccountEvent> {

  @Override
  public Projector<OwnAccountEvent> projector() {
    return new OwnAccountProjector();
  }

  @Override
  public void audit(OwnAccountEvent event, AuditTrail trail) {

    trail.belongsTo(event.user());
    switch (event) {
      case UserPrompted prompted -> user(event, trail).set("prompts", prompted.prompts());
      case OwnPasswordChanged changed -> {
        user(event, trail).set("passwordHash", changed.passwordHash());
        if (changed.notice() != null) {
          trail.put(mail(changed.notice().mail())).set("address", changed.notice().address());
        }
        trail.end(recovery(changed.user()));
      }
      case OwnEmailChanged changed -> {
        user(event, trail)
            .set("email", changed.email())
            .set("emailStandIn", changed.emailStandIn())
            .set("verified", true);
        trail.end(emailConfirmation(changed.user()));
        trail.end(recovery(changed.user()));
      }
      case OwnInvoiceEmailSet set -> user(event, trail).set("invoiceEmail", set.invoiceEmail());
      case OwnInvoiceAddressChanged changed ->
          user(event, trail).set("invoiceAddress", changed.address());
      case OwnTagExpirationSet set ->
          user(event, trail).set("tagExpirationSeconds", set.tagExpirationSeconds());
      case OwnDetailsChanged changed -> user(event, trail).set("details", changed.details());
      case UserRenamed renamed -> user(event, trail).set("name", renamed.name());
    }
  }

  private static AuditTrail.Put user(OwnAccountEvent event, AuditTrail trail) {
    return trail.put(account(event.user()));
  }
}
