package dev.wharfinger.repositories.repository;

import static dev.wharfinger.platform.account.Entities.account;
import static dev.wharfinger.platform.account.Entities.repository;

import dev.wharfinger.platform.journal.Area;
import dev.wharfinger.platform.journal.AuditTrail;
import dev.wharfinger.platform.journal.AuditTrail.Entity;
import dev.wharfinger.platform.journal.OwnedRows;
import dev.wharfinger.platform.journal.Projector;
import dev.wharfinger.repositories.repository.StarEvent.RepositoryStarred;
import dev.wharfinger.repositories.repository.StarEvent.RepositoryUnstarred;
import jakarta.inject.Singleton;
import java.util.List;

/** The repositories that users have starred; stars end with the user and with the repository. */
@Singleton
public final class StarArea implements Area<StarEvent> {

  private static final String STAR = "repository-star";

  @Override
  public Projector<StarEvent> projector() {
    return new StarProjector();
  }

  @Override
  public List<OwnedRows> ownedByUser() {
    return List.of(OwnedRows.of("repository_star", STAR));
  }

  @Override
  public void audit(StarEvent event, AuditTrail trail) {
    trail.belongsTo(event.account());
    Entity star = Entity.of(STAR, repository(event.repository()), account(event.account()));
    switch (event) {
      case RepositoryStarred starred ->
          trail
              .put(star)
              .set("repository", repository(starred.repository()))
              .set("account", account(starred.account()));
      case RepositoryUnstarred _ -> trail.end(star);
    }
  }
}
