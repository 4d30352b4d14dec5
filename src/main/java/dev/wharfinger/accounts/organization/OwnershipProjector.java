package dev.wharfinger.accounts.organization;

import dev.wharfinger.accounts.organization.OwnershipEvent.OwnershipTaken;
import dev.wharfinger.accounts.organization.OwnershipEvent.UserConverted;
import dev.wharfinger.accounts.organization.OwnershipEvent.UserMadeOrganization;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.OrganizationId;
import dev.wharfinger.platform.id.TeamId;
import dev.wharfinger.platform.journal.EventMetadata;
import dev.wharfinger.platform.journal.Projector;
import dev.wharfinger.platform.journal.Rows;
import dev.wharfinger.records.log.LogEntry;
import org.jspecify.annotations.Nullable;

/** Projects ownership into rows. */
public final class OwnershipProjector implements Projector<OwnershipEvent> {

  @Override
  public Class<OwnershipEvent> events() {
    return OwnershipEvent.class;
  }

  @Override
  public void project(OwnershipEvent event, EventMetadata metadata, Rows rows) {
    switch (event) {
      case OwnershipTaken taken -> {
        if (taken.teamRestored()) {
          addOwners(taken.organization(), taken.team(), metadata.seq(), rows);
        }
        if (taken.membership() != null) {
          join(taken.membership(), taken.team(), taken.owner(), rows);
        }
        log(taken, taken.owner(), false, metadata, rows);
      }
      case UserMadeOrganization made -> {
        make(made.organization(), made.team(), made.membership(), made.owner(), rows);
        log(made, made.owner(), true, metadata, rows);
      }
      case UserConverted made -> {
        make(made.organization(), made.team(), made.membership(), made.owner(), rows);
        LogEntry.of("account_convert").on(made.organization().account(), metadata, rows);
      }
    }
  }

  /** Turns a user's account into an organization. */
  private static void make(
      OrganizationId organization, TeamId team, long membership, AccountId owner, Rows rows) {
    rows.invalidate("account:" + organization.value());
    rows.update(
        "UPDATE namespace SET kind = 'organization', password_hash = NULL, given_name = NULL,"
            + " family_name = NULL, company = NULL, location = NULL, prompts = '{}' WHERE id = $1",
        organization);
    rows.deleteOwnedByUser(organization.account());
    addOwners(organization, team, null, rows);
    join(membership, team, owner, rows);
  }

  private static void addOwners(
      OrganizationId organization, TeamId team, @Nullable Long seq, Rows rows) {
    rows.insert(
        "team (id, organization, name, role, description, created_seq)",
        team,
        organization,
        "owners",
        "admin",
        "",
        seq);
  }

  private static void join(long membership, TeamId team, AccountId owner, Rows rows) {
    rows.insert("team_member (id, team, account)", membership, team, owner);
  }

  private static void log(
      OwnershipEvent event, AccountId owner, boolean wasUser, EventMetadata metadata, Rows rows) {
    LogEntry.of("take_ownership")
        .with("entity_id", event.organization().value())
        .with("namespace", event.name())
        .with("was_user", wasUser)
        .with("superuser", metadata.actor().name())
        .on(owner, metadata, rows);
  }
}
