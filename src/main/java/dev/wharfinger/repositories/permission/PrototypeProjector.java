package dev.wharfinger.repositories.permission;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.EventMetadata;
import dev.wharfinger.platform.journal.Projector;
import dev.wharfinger.platform.journal.Rows;
import dev.wharfinger.records.log.LogEntry;
import dev.wharfinger.repositories.permission.PrototypeEvent.Account;
import dev.wharfinger.repositories.permission.PrototypeEvent.PrototypeCreated;
import dev.wharfinger.repositories.permission.PrototypeEvent.PrototypeDeleted;
import dev.wharfinger.repositories.permission.PrototypeEvent.PrototypeRoleSet;
import dev.wharfinger.repositories.permission.PrototypeEvent.Rule;
import org.jspecify.annotations.Nullable;

/** Projects default permissions into rows. */
public final class PrototypeProjector implements Projector<PrototypeEvent> {

  @Override
  public Class<PrototypeEvent> events() {
    return PrototypeEvent.class;
  }

  @Override
  public void project(PrototypeEvent event, EventMetadata metadata, Rows rows) {
    Rule rule = event.rule();
    LogEntry entry =
        switch (event) {
          case PrototypeCreated created -> {
            rows.insert(
                "prototype (id, uuid, organization, activating_user, account, team, role)",
                created.prototype(),
                rule.uuid(),
                created.organization(),
                id(rule.activatingUser()),
                id(rule.delegateAccount()),
                rule.delegateTeam() == null ? null : rule.delegateTeam().id(),
                created.role().word());
            yield LogEntry.of("create_prototype_permission");
          }
          case PrototypeRoleSet set -> {
            rows.update(
                "UPDATE prototype SET role = $2 WHERE uuid = $1", rule.uuid(), set.role().word());
            yield LogEntry.of("modify_prototype_permission")
                .with("original_role", set.originalRole().word());
          }
          case PrototypeDeleted _ -> {
            rows.update("DELETE FROM prototype WHERE uuid = $1", rule.uuid());
            yield LogEntry.of("delete_prototype_permission");
          }
        };
    LogEntry about =
        entry
            .with("prototypeid", rule.uuid().toString())
            .with("username", metadata.actor().name())
            .with("activating_username", name(rule.activatingUser()))
            .with("role", event.role().word());
    LogEntry whole =
        rule.delegateTeam() == null
            ? about.with("delegate_user", name(rule.delegateAccount()))
            : about.with("delegate_team", rule.delegateTeam().name());
    whole.on(event.organization().account(), metadata, rows);
  }

  private static @Nullable AccountId id(@Nullable Account account) {
    return account == null ? null : account.id();
  }

  private static @Nullable Object name(@Nullable Account account) {
    return account == null ? null : account.name();
  }
}
