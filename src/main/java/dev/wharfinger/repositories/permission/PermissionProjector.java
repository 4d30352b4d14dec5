package dev.wharfinger.repositories.permission;

import dev.wharfinger.platform.journal.EventMetadata;
import dev.wharfinger.platform.journal.Projector;
import dev.wharfinger.platform.journal.Rows;
import dev.wharfinger.records.log.LogEntry;
import dev.wharfinger.repositories.permission.PermissionEvent.AccountPermissionRemoved;
import dev.wharfinger.repositories.permission.PermissionEvent.AccountPermissionSet;
import dev.wharfinger.repositories.permission.PermissionEvent.RepositoryRef;
import dev.wharfinger.repositories.permission.PermissionEvent.TeamPermissionRemoved;
import dev.wharfinger.repositories.permission.PermissionEvent.TeamPermissionSet;

/** Projects permissions on repositories into rows. */
public final class PermissionProjector implements Projector<PermissionEvent> {

  private static final String SET =
      "INSERT INTO repository_permission (id, repository, %1$s, role) VALUES ($1, $2, $3, $4)"
          + " ON CONFLICT (repository, %1$s) DO UPDATE SET role = excluded.role";

  private static final String REMOVE =
      "DELETE FROM repository_permission WHERE repository = $1 AND %s = $2";

  @Override
  public Class<PermissionEvent> events() {
    return PermissionEvent.class;
  }

  @Override
  public void project(PermissionEvent event, EventMetadata metadata, Rows rows) {
    LogEntry entry =
        switch (event) {
          case AccountPermissionSet set -> {
            rows.update(
                SET.formatted("account"),
                set.permission(),
                set.place().repository(),
                set.account(),
                set.role().word());
            yield LogEntry.of("change_repo_permission")
                .with("username", set.accountName())
                .with("namespace", set.place().namespaceName())
                .with("role", set.role().word());
          }
          case AccountPermissionRemoved removed -> {
            rows.update(
                REMOVE.formatted("account"), removed.place().repository(), removed.account());
            yield LogEntry.of("delete_repo_permission")
                .with("username", removed.accountName())
                .with("namespace", removed.place().namespaceName());
          }
          case TeamPermissionSet set -> {
            rows.update(
                SET.formatted("team"),
                set.permission(),
                set.place().repository(),
                set.team(),
                set.role().word());
            yield LogEntry.of("change_repo_permission")
                .with("team", set.teamName())
                .with("role", set.role().word());
          }
          case TeamPermissionRemoved removed -> {
            rows.update(REMOVE.formatted("team"), removed.place().repository(), removed.team());
            yield LogEntry.of("delete_repo_permission").with("team", removed.teamName());
          }
        };
    RepositoryRef place = event.place();
    entry
        .with("repo", place.name())
        .about(place.repository())
        .on(place.namespace(), metadata, rows);
  }
}
