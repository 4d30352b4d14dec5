package dev.wharfinger.application;

import dev.wharfinger.application.ApplicationEvent.AccessTokenIssued;
import dev.wharfinger.application.ApplicationEvent.AccessTokenRevoked;
import dev.wharfinger.application.ApplicationEvent.AutomationApplicationCreated;
import dev.wharfinger.journal.Fact;
import dev.wharfinger.journal.Projector;
import dev.wharfinger.journal.Rows;
import java.time.ZoneOffset;

/** Applications and tokens as rows. */
public final class ApplicationProjector implements Projector<ApplicationEvent> {

  @Override
  public Class<ApplicationEvent> events() {
    return ApplicationEvent.class;
  }

  @Override
  public void project(ApplicationEvent event, Fact fact, Rows rows) {
    switch (event) {
      case AutomationApplicationCreated created ->
          rows.change(
              "INSERT INTO application"
                  + " (id, owner, client_id, name, description, application_uri, redirect_uri)"
                  + " VALUES ($1, $2, $3, 'automation', '', '', '')",
              created.application(),
              created.owner(),
              created.clientId().orElse("(erased " + created.owner() + ")"));
      case AccessTokenIssued issued -> {
        rows.changed("token:" + issued.uuid());
        rows.change(
            "INSERT INTO access_token (id, uuid, account, application, scope, created, expires)"
                + " VALUES ($1, $2, $3, $4, $5, $6, $7)",
            issued.token(),
            issued.uuid(),
            issued.account(),
            issued.application(),
            issued.scope(),
            fact.time().atOffset(ZoneOffset.UTC),
            issued.expires().atOffset(ZoneOffset.UTC));
      }
      case AccessTokenRevoked revoked -> {
        rows.change("DELETE FROM access_token WHERE id = $1", revoked.token());
        rows.changed("token:" + revoked.uuid());
      }
    }
  }
}
