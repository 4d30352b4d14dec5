package dev.wharfinger.repositories.authorizedemail;

import static dev.wharfinger.platform.account.Entities.mail;
import static dev.wharfinger.platform.account.Entities.repository;

import dev.wharfinger.platform.journal.Area;
import dev.wharfinger.platform.journal.AuditTrail;
import dev.wharfinger.platform.journal.AuditTrail.Entity;
import dev.wharfinger.platform.journal.Projector;
import dev.wharfinger.platform.journal.Rejection;
import dev.wharfinger.repositories.authorizedemail.AuthorizedEmailEvent.RepositoryEmailAsked;
import dev.wharfinger.repositories.authorizedemail.AuthorizedEmailEvent.RepositoryEmailAuthorized;
import jakarta.inject.Singleton;
import java.util.List;

/** E-mail addresses of repositories; they end with the repository. */
@Singleton
public final class AuthorizedEmailArea implements Area<AuthorizedEmailEvent> {

  private static final String AUTHORIZED_EMAIL = "repository-email";

  @Override
  public Projector<AuthorizedEmailEvent> projector() {
    return new AuthorizedEmailProjector();
  }

  @Override
  public List<Class<? extends Rejection>> rejections() {
    return List.of(AuthorizedEmailRejection.class);
  }

  @Override
  public void audit(AuthorizedEmailEvent event, AuditTrail trail) {
    trail.belongsTo(event.namespace());
    Entity authorization =
        Entity.of(AUTHORIZED_EMAIL, repository(event.repository()), event.authorization());
    switch (event) {
      case RepositoryEmailAsked asked -> {
        trail
            .put(authorization)
            .set("repository", repository(asked.repository()))
            .set("email", asked.email())
            .set("code", asked.code())
            .set("confirmed", false);
        trail.put(mail(asked.mail())).set("address", asked.email());
      }
      case RepositoryEmailAuthorized _ -> trail.put(authorization).set("confirmed", true);
    }
  }
}
