package dev.wharfinger.accounts.apptoken;

import static dev.wharfinger.platform.account.Entities.APP_TOKEN;
import static dev.wharfinger.platform.account.Entities.account;

import dev.wharfinger.accounts.apptoken.AppTokenEvent.AppTokenCreated;
import dev.wharfinger.accounts.apptoken.AppTokenEvent.AppTokenRevoked;
import dev.wharfinger.platform.account.Entities;
import dev.wharfinger.platform.journal.Area;
import dev.wharfinger.platform.journal.AuditTrail;
import dev.wharfinger.platform.journal.AuditTrail.Entity;
import dev.wharfinger.platform.journal.OwnedRows;
import dev.wharfinger.platform.journal.Projector;
import jakarta.inject.Singleton;
import java.util.List;

/** Application-specific tokens of users. */
@Singleton
public final class AppTokenArea implements Area<AppTokenEvent> {

  @Override
  public Projector<AppTokenEvent> projector() {
    return new AppTokenProjector();
  }

  @Override
  public List<OwnedRows> ownedByUser() {
    return List.of(OwnedRows.of("app_token", Entities.APP_TOKEN));
  }

  @Override
  public void audit(AppTokenEvent event, AuditTrail trail) {

    switch (event) {
      case AppTokenCreated created ->
          trail
              .belongsTo(created.account())
              .put(Entity.of(APP_TOKEN, created.token()))
              .set("uuid", created.uuid())
              .set("account", account(created.account()))
              .set("title", created.title())
              .set("code", created.code())
              .set("expires", created.expires());
      case AppTokenRevoked revoked ->
          trail.belongsTo(revoked.account()).end(Entity.of(APP_TOKEN, revoked.token()));
    }
  }
}
