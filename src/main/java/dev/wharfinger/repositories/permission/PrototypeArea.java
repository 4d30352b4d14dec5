package dev.wharfinger.repositories.permission;

import static dev.wharfinger.platform.account.Entities.account;
import static dev.wharfinger.platform.account.Entities.prototype;
import static dev.wharfinger.platform.account.Entities.team;

import dev.wharfinger.platform.account.Entities;
import dev.wharfinger.platform.journal.Area;
import dev.wharfinger.platform.journal.AuditTrail;
import dev.wharfinger.platform.journal.AuditTrail.Entity;
import dev.wharfinger.platform.journal.OwnedRows;
import dev.wharfinger.platform.journal.Projector;
import dev.wharfinger.repositories.permission.PrototypeEvent.PrototypeCreated;
import dev.wharfinger.repositories.permission.PrototypeEvent.PrototypeDeleted;
import dev.wharfinger.repositories.permission.PrototypeEvent.PrototypeRoleSet;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Default permissions of organizations. */
@Singleton
public final class PrototypeArea implements Area<PrototypeEvent> {

  @Override
  public Projector<PrototypeEvent> projector() {
    return new PrototypeProjector();
  }

  @Override
  public List<OwnedRows> ownedByUser() {
    return List.of(
        new OwnedRows("prototype", List.of("account", "activating_user"), Entities.PROTOTYPE));
  }

  @Override
  public void audit(PrototypeEvent event, AuditTrail trail) {

    trail.belongsTo(event.organization().account());
    PrototypeEvent.Rule rule = event.rule();
    switch (event) {
      case PrototypeCreated created ->
          trail
              .put(prototype(rule.uuid()))
              .set("activatingUser", rule.activatingUser())
              .set("delegateAccount", rule.delegateAccount())
              .set("delegateTeam", rule.delegateTeam())
              .set("role", created.role())
              .partOf(owner(rule.activatingUser()))
              .partOf(owner(rule.delegateAccount()))
              .partOf(rule.delegateTeam() == null ? null : team(rule.delegateTeam().id()));
      case PrototypeRoleSet set -> trail.put(prototype(rule.uuid())).set("role", set.role());
      case PrototypeDeleted _ -> trail.end(prototype(rule.uuid()));
    }
  }

  private static @Nullable Entity owner(PrototypeEvent.@Nullable Account account) {
    return account == null ? null : account(account.id());
  }
}
