package dev.wharfinger.organization;

import dev.wharfinger.journal.Fact;
import dev.wharfinger.journal.Projector;
import dev.wharfinger.journal.Rows;
import dev.wharfinger.log.LogEntry;
import dev.wharfinger.organization.OwnershipEvent.OwnershipTaken;
import dev.wharfinger.organization.OwnershipEvent.UserConverted;
import dev.wharfinger.organization.OwnershipEvent.UserMadeOrganization;
import org.jspecify.annotations.Nullable;

/** Ownership as rows. */
public final class OwnershipProjector implements Projector<OwnershipEvent> {

  @Override
  public Class<OwnershipEvent> events() {
    return OwnershipEvent.class;
  }

  @Override
  public void project(OwnershipEvent event, Fact fact, Rows rows) {
    switch (event) {
      case OwnershipTaken taken -> {
        if (taken.teamRestored()) {
          addOwners(taken.organization(), taken.team(), fact.seq(), rows);
        }
        if (taken.membership() != null) {
          join(taken.membership(), taken.team(), taken.owner(), rows);
        }
        log(taken, taken.owner(), false, fact, rows);
      }
      case UserMadeOrganization made -> {
        make(made.organization(), made.team(), made.membership(), made.owner(), rows);
        log(made, made.owner(), true, fact, rows);
      }
      case UserConverted made -> {
        make(made.organization(), made.team(), made.membership(), made.owner(), rows);
        LogEntry.of("account_convert").on(made.organization(), fact, rows);
      }
    }
  }

  /** A person's account is an organization's from now on. */
  private static void make(long organization, long team, long membership, long owner, Rows rows) {
    rows.changed("account:" + organization);
    rows.change(
        "UPDATE namespace SET kind = 'organization', password_hash = NULL, given_name = NULL,"
            + " family_name = NULL, company = NULL, location = NULL, prompts = '{}' WHERE id = $1",
        organization);
    OwnedByUser.ALL.forEach(owned -> rows.sweep(owned.sweep(), organization));
    addOwners(organization, team, null, rows);
    join(membership, team, owner, rows);
  }

  private static void addOwners(long organization, long team, @Nullable Long seq, Rows rows) {
    rows.insert(
        "team (id, organization, name, role, description, created_seq)",
        team,
        organization,
        "owners",
        "admin",
        "",
        seq);
  }

  private static void join(long membership, long team, long owner, Rows rows) {
    rows.insert("team_member (id, team, account)", membership, team, owner);
  }

  private static void log(OwnershipEvent event, long owner, boolean wasUser, Fact fact, Rows rows) {
    LogEntry.of("take_ownership")
        .with("entity_id", event.organization())
        .with("namespace", event.name())
        .with("was_user", wasUser)
        .with("superuser", fact.actor().name())
        .on(owner, fact, rows);
  }
}
