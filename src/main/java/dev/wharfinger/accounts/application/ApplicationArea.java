package dev.wharfinger.accounts.application;

import static dev.wharfinger.platform.account.Entities.AUTHORIZATION_CODE;
import static dev.wharfinger.platform.account.Entities.accessToken;
import static dev.wharfinger.platform.account.Entities.account;
import static dev.wharfinger.platform.account.Entities.application;
import static dev.wharfinger.platform.account.Entities.applicationOrNull;

import dev.wharfinger.accounts.application.ApplicationEvent.AccessTokenIssued;
import dev.wharfinger.accounts.application.ApplicationEvent.AccessTokenRevoked;
import dev.wharfinger.accounts.application.ApplicationEvent.ApplicationChanged;
import dev.wharfinger.accounts.application.ApplicationEvent.ApplicationCreated;
import dev.wharfinger.accounts.application.ApplicationEvent.ApplicationDeleted;
import dev.wharfinger.accounts.application.ApplicationEvent.ApplicationSecretReset;
import dev.wharfinger.accounts.application.ApplicationEvent.ApplicationTokenCreated;
import dev.wharfinger.accounts.application.ApplicationEvent.ApplicationTokenRevoked;
import dev.wharfinger.accounts.application.ApplicationEvent.AuthorizationCodeIssued;
import dev.wharfinger.accounts.application.ApplicationEvent.AuthorizationCodeRedeemed;
import dev.wharfinger.accounts.application.ApplicationEvent.AutomationApplicationCreated;
import dev.wharfinger.platform.account.Entities;
import dev.wharfinger.platform.journal.Area;
import dev.wharfinger.platform.journal.AuditTrail;
import dev.wharfinger.platform.journal.AuditTrail.Entity;
import dev.wharfinger.platform.journal.OwnedRows;
import dev.wharfinger.platform.journal.Projector;
import dev.wharfinger.platform.journal.Rejection;
import jakarta.inject.Singleton;
import java.util.List;

/** OAuth applications with their tokens and authorization codes. */
@Singleton
public final class ApplicationArea implements Area<ApplicationEvent> {

  @Override
  public Projector<ApplicationEvent> projector() {
    return new ApplicationProjector();
  }

  @Override
  public List<OwnedRows> ownedByUser() {
    return List.of(
        OwnedRows.of("access_token", Entities.ACCESS_TOKEN),
        OwnedRows.of("authorization_code", Entities.AUTHORIZATION_CODE));
  }

  @Override
  public List<Class<? extends Rejection>> rejections() {
    return List.of(ApplicationRejection.class, GrantRejection.class);
  }

  @Override
  public void audit(ApplicationEvent event, AuditTrail trail) {

    switch (event) {
      case AutomationApplicationCreated created ->
          trail
              .belongsTo(created.owner())
              .put(application(created.application()))
              .set("clientId", created.clientId())
              .set("clientSecret", created.clientSecret())
              .set("name", "automation");
      case ApplicationCreated created ->
          trail
              .belongsTo(created.organization().account())
              .put(application(created.application()))
              .set("clientId", created.clientId())
              .set("clientSecret", created.clientSecret())
              .set("name", created.name())
              .set("description", created.description())
              .set("applicationUri", created.applicationUri())
              .set("redirectUri", created.redirectUri())
              .set("avatarEmail", created.avatarEmail());
      case ApplicationChanged changed ->
          trail
              .belongsTo(changed.organization().account())
              .put(application(changed.application()))
              .set("name", changed.name())
              .set("description", changed.description())
              .set("applicationUri", changed.applicationUri())
              .set("redirectUri", changed.redirectUri())
              .set("avatarEmail", changed.avatarEmail());
      case ApplicationSecretReset reset ->
          trail
              .belongsTo(reset.organization().account())
              .put(application(reset.application()))
              .set("clientSecret", reset.clientSecret());
      case ApplicationDeleted deleted ->
          trail.belongsTo(deleted.organization().account()).end(application(deleted.application()));
      case AccessTokenIssued issued ->
          trail
              .belongsTo(issued.account())
              .put(accessToken(issued.token()))
              .set("uuid", issued.uuid())
              .set("account", account(issued.account()))
              .set("application", applicationOrNull(issued.application()))
              .set("scope", issued.scope())
              .set("expires", issued.expires());
      case AccessTokenRevoked revoked -> trail.end(accessToken(revoked.token()));
      case ApplicationTokenCreated created ->
          trail
              .belongsTo(created.organization().account())
              .put(accessToken(created.token()))
              .set("uuid", created.uuid())
              .set("account", account(created.account()))
              .set("application", application(created.application()))
              .set("name", created.name())
              .set("scope", created.scope())
              .set("expires", created.expires());
      case ApplicationTokenRevoked revoked ->
          trail.belongsTo(revoked.organization().account()).end(accessToken(revoked.token()));
      case AuthorizationCodeIssued issued ->
          trail
              .belongsTo(issued.account())
              .put(authorizationCode(issued.code()))
              .set("account", account(issued.account()))
              .set("application", application(issued.application()))
              .set("scope", issued.scope())
              .set("redirectUri", issued.redirectUri())
              .set("expires", issued.expires());
      case AuthorizationCodeRedeemed redeemed -> trail.end(authorizationCode(redeemed.code()));
    }
  }

  private static Entity authorizationCode(long id) {
    return Entity.of(AUTHORIZATION_CODE, id);
  }
}
