package dev.wharfinger.repositories.repository;

import static dev.wharfinger.records.log.LogEntry.ERASED;

import dev.wharfinger.platform.journal.EventMetadata;
import dev.wharfinger.platform.journal.Projector;
import dev.wharfinger.platform.journal.Rows;
import dev.wharfinger.records.log.LogEntry;
import dev.wharfinger.repositories.repository.RepositoryEvent.Grant;
import dev.wharfinger.repositories.repository.RepositoryEvent.RepositoryCreated;
import dev.wharfinger.repositories.repository.RepositoryEvent.RepositoryDeleted;
import dev.wharfinger.repositories.repository.RepositoryEvent.RepositoryDescriptionSet;
import dev.wharfinger.repositories.repository.RepositoryEvent.RepositoryStateSet;
import dev.wharfinger.repositories.repository.RepositoryEvent.RepositoryVisibilitySet;
import java.time.ZoneOffset;

/** Projects repositories into rows, with their initial permissions. */
public final class RepositoryProjector implements Projector<RepositoryEvent> {

  @Override
  public Class<RepositoryEvent> events() {
    return RepositoryEvent.class;
  }

  @Override
  public void project(RepositoryEvent event, EventMetadata metadata, Rows rows) {
    switch (event) {
      case RepositoryCreated created -> create(created, metadata, rows);
      case RepositoryDescriptionSet set -> {
        rows.update(
            "UPDATE repository SET description = $2 WHERE id = $1",
            set.repository(),
            set.description().orElse(ERASED));
        log("set_repo_description", event)
            .with("description", set.description())
            .about(set.repository())
            .on(set.namespace(), metadata, rows);
      }
      case RepositoryVisibilitySet set -> {
        rows.update(
            "UPDATE repository SET is_public = $2 WHERE id = $1", set.repository(), set.isPublic());
        log("change_repo_visibility", event)
            .with("visibility", set.isPublic() ? "public" : "private")
            .about(set.repository())
            .on(set.namespace(), metadata, rows);
      }
      case RepositoryStateSet set -> {
        rows.update(
            "UPDATE repository SET state = $2 WHERE id = $1", set.repository(), set.state().name());
        log("change_repo_state", event)
            .with("state_changed", set.state().name())
            .about(set.repository())
            .on(set.namespace(), metadata, rows);
      }
      case RepositoryDeleted deleted -> {
        rows.update("DELETE FROM repository WHERE id = $1", deleted.repository());
        log("delete_repo", event).on(deleted.namespace(), metadata, rows);
      }
    }
  }

  private static void create(RepositoryCreated created, EventMetadata metadata, Rows rows) {
    rows.insert(
        "repository (id, namespace, name, is_public, description, state, status_token, created)",
        created.repository(),
        created.namespace(),
        created.name(),
        created.isPublic(),
        created.description().orElse(ERASED),
        "NORMAL",
        created.statusToken(),
        metadata.time().atOffset(ZoneOffset.UTC));
    for (Grant grant : created.grants()) {
      rows.insert(
          "repository_permission (id, repository, account, team, role)",
          grant.permission(),
          created.repository(),
          grant.account(),
          grant.team(),
          grant.role().word());
    }
    log("create_repo", created).about(created.repository()).on(created.namespace(), metadata, rows);
  }

  private static LogEntry log(String kind, RepositoryEvent event) {
    return LogEntry.of(kind).with("repo", event.name()).with("namespace", event.namespaceName());
  }
}
