package dev.wharfinger.repositories.repository;

import static dev.wharfinger.platform.account.Entities.accountPermission;
import static dev.wharfinger.platform.account.Entities.repository;
import static dev.wharfinger.platform.account.Entities.teamPermission;

import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.platform.journal.Area;
import dev.wharfinger.platform.journal.AuditTrail;
import dev.wharfinger.platform.journal.AuditTrail.Entity;
import dev.wharfinger.platform.journal.Projector;
import dev.wharfinger.platform.journal.Rejection;
import dev.wharfinger.repositories.repository.RepositoryEvent.Grant;
import dev.wharfinger.repositories.repository.RepositoryEvent.RepositoryCreated;
import dev.wharfinger.repositories.repository.RepositoryEvent.RepositoryDeleted;
import dev.wharfinger.repositories.repository.RepositoryEvent.RepositoryDescriptionSet;
import dev.wharfinger.repositories.repository.RepositoryEvent.RepositoryStateSet;
import dev.wharfinger.repositories.repository.RepositoryEvent.RepositoryVisibilitySet;
import jakarta.inject.Singleton;
import java.util.List;

/** Repositories, with the permissions that they are created with. */
@Singleton
public final class RepositoryArea implements Area<RepositoryEvent> {

  @Override
  public Projector<RepositoryEvent> projector() {
    return new RepositoryProjector();
  }

  @Override
  public List<Class<? extends Rejection>> rejections() {
    return List.of(RepositoryRejection.class);
  }

  @Override
  public void audit(RepositoryEvent event, AuditTrail trail) {

    trail.belongsTo(event.namespace());
    Entity repository = repository(event.repository());
    switch (event) {
      case RepositoryCreated created -> {
        trail
            .put(repository)
            .set("name", created.name())
            .set("isPublic", created.isPublic())
            .set("description", created.description())
            .set("statusToken", created.statusToken())
            .set("state", "NORMAL");
        created.grants().forEach(grant -> audit(created.repository(), grant, trail));
      }
      case RepositoryDescriptionSet set ->
          trail.put(repository).set("description", set.description());
      case RepositoryVisibilitySet set -> trail.put(repository).set("isPublic", set.isPublic());
      case RepositoryStateSet set -> trail.put(repository).set("state", set.state());
      case RepositoryDeleted _ -> trail.end(repository);
    }
  }

  private static void audit(RepositoryId repository, Grant grant, AuditTrail trail) {
    if (grant.account() != null) {
      trail
          .put(accountPermission(repository, grant.account()))
          .set("permission", grant.permission())
          .set("role", grant.role());
    }
    if (grant.team() != null) {
      trail
          .put(teamPermission(repository, grant.team()))
          .set("permission", grant.permission())
          .set("role", grant.role());
    }
  }
}
