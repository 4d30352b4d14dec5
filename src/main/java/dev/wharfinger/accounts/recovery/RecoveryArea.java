package dev.wharfinger.accounts.recovery;

import static dev.wharfinger.platform.account.Entities.account;
import static dev.wharfinger.platform.account.Entities.mail;
import static dev.wharfinger.platform.account.Entities.recovery;

import dev.wharfinger.accounts.recovery.RecoveryEvent.OrganizationRecoveryAsked;
import dev.wharfinger.accounts.recovery.RecoveryEvent.RecoveryAsked;
import dev.wharfinger.accounts.recovery.RecoveryEvent.RecoveryUsed;
import dev.wharfinger.platform.account.Entities;
import dev.wharfinger.platform.journal.Area;
import dev.wharfinger.platform.journal.AuditTrail;
import dev.wharfinger.platform.journal.OwnedRows;
import dev.wharfinger.platform.journal.Projector;
import dev.wharfinger.platform.journal.Rejection;
import jakarta.inject.Singleton;
import java.util.List;

/** Recovery of accounts by mail. */
@Singleton
public final class RecoveryArea implements Area<RecoveryEvent> {

  @Override
  public Projector<RecoveryEvent> projector() {
    return new RecoveryProjector();
  }

  @Override
  public List<OwnedRows> ownedByUser() {
    return List.of(OwnedRows.of("account_recovery", Entities.RECOVERY));
  }

  @Override
  public List<Class<? extends Rejection>> rejections() {
    return List.of(RecoveryRejection.class);
  }

  @Override
  public void audit(RecoveryEvent event, AuditTrail trail) {

    switch (event) {
      case RecoveryAsked asked -> {
        trail.belongsTo(asked.user()).put(recovery(asked.user())).set("code", asked.code());
        trail.put(mail(asked.mail())).set("address", asked.email());
      }
      case OrganizationRecoveryAsked asked -> {
        trail
            .belongsTo(asked.organization().account())
            .put(recovery(asked.organization().account()));
        trail.put(mail(asked.mail())).set("address", asked.email());
      }
      case RecoveryUsed used -> {
        trail.belongsTo(used.user()).put(account(used.user())).set("verified", true);
        trail.end(recovery(used.user()));
      }
    }
  }
}
