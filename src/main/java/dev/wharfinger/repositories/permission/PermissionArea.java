package dev.wharfinger.repositories.permission;

import static dev.wharfinger.platform.account.Entities.accountPermission;
import static dev.wharfinger.platform.account.Entities.teamPermission;

import dev.wharfinger.platform.account.Entities;
import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.platform.journal.Area;
import dev.wharfinger.platform.journal.AuditTrail;
import dev.wharfinger.platform.journal.OwnedRows;
import dev.wharfinger.platform.journal.Projector;
import dev.wharfinger.platform.journal.Rejection;
import dev.wharfinger.repositories.permission.PermissionEvent.AccountPermissionRemoved;
import dev.wharfinger.repositories.permission.PermissionEvent.AccountPermissionSet;
import dev.wharfinger.repositories.permission.PermissionEvent.TeamPermissionRemoved;
import dev.wharfinger.repositories.permission.PermissionEvent.TeamPermissionSet;
import jakarta.inject.Singleton;
import java.util.List;

/** Permissions of accounts and teams on repositories. */
@Singleton
public final class PermissionArea implements Area<PermissionEvent> {

  @Override
  public Projector<PermissionEvent> projector() {
    return new PermissionProjector();
  }

  @Override
  public List<OwnedRows> ownedByUser() {
    return List.of(OwnedRows.of("repository_permission", Entities.ACCOUNT_PERMISSION));
  }

  @Override
  public List<Class<? extends Rejection>> rejections() {
    return List.of(PermissionRejection.class);
  }

  @Override
  public void audit(PermissionEvent event, AuditTrail trail) {

    trail.belongsTo(event.place().namespace());
    RepositoryId repository = event.place().repository();
    switch (event) {
      case AccountPermissionSet set ->
          trail
              .put(accountPermission(repository, set.account()))
              .set("permission", set.permission())
              .set("role", set.role());
      case AccountPermissionRemoved removed ->
          trail.end(accountPermission(repository, removed.account()));
      case TeamPermissionSet set ->
          trail
              .put(teamPermission(repository, set.team()))
              .set("permission", set.permission())
              .set("role", set.role());
      case TeamPermissionRemoved removed -> trail.end(teamPermission(repository, removed.team()));
    }
  }
}
