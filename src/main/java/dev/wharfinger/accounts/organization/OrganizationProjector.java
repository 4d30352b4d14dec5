package dev.wharfinger.accounts.organization;

import static dev.wharfinger.records.log.LogEntry.ERASED;

import dev.wharfinger.accounts.account.AccountRows;
import dev.wharfinger.accounts.organization.OrganizationEvent.OrganizationCreated;
import dev.wharfinger.accounts.organization.OrganizationEvent.OrganizationDeleted;
import dev.wharfinger.accounts.organization.OrganizationEvent.OrganizationEmailChanged;
import dev.wharfinger.accounts.organization.OrganizationEvent.OrganizationInvoiceAddressChanged;
import dev.wharfinger.accounts.organization.OrganizationEvent.OrganizationInvoiceEmailSet;
import dev.wharfinger.accounts.organization.OrganizationEvent.OrganizationRenamed;
import dev.wharfinger.accounts.organization.OrganizationEvent.OrganizationTagExpirationSet;
import dev.wharfinger.platform.journal.EventMetadata;
import dev.wharfinger.platform.journal.Projector;
import dev.wharfinger.platform.journal.Rows;
import dev.wharfinger.platform.vault.Personal;
import dev.wharfinger.records.log.LogEntry;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Projects organizations into rows. */
public final class OrganizationProjector implements Projector<OrganizationEvent> {

  @Override
  public Class<OrganizationEvent> events() {
    return OrganizationEvent.class;
  }

  @Override
  public void project(OrganizationEvent event, EventMetadata metadata, Rows rows) {
    switch (event) {
      case OrganizationCreated created -> create(created, metadata, rows);
      case OrganizationInvoiceEmailSet set -> {
        rows.update(
            "UPDATE namespace SET invoice_email = $2 WHERE id = $1",
            set.organization(),
            set.invoiceEmail());
        LogEntry.of("org_change_invoicing")
            .with("invoice_email", set.invoiceEmail())
            .with("namespace", set.name())
            .on(set.organization().account(), metadata, rows);
      }
      case OrganizationInvoiceAddressChanged changed -> {
        rows.update(
            "UPDATE namespace SET invoice_email_address = $2 WHERE id = $1",
            changed.organization(),
            changed.address() == null ? null : changed.address().orElse(ERASED));
        LogEntry.of("org_change_invoicing")
            .with("invoice_email_address", changed.address())
            .with("namespace", changed.name())
            .on(changed.organization().account(), metadata, rows);
      }
      case OrganizationEmailChanged changed -> {
        rows.update(
            "UPDATE namespace SET email = $2 WHERE id = $1",
            changed.organization(),
            orPlaceholder(changed.email(), changed.emailStandIn()));
        LogEntry.of("org_change_email")
            .with("email", orNone(changed.email()))
            .with("namespace", changed.name())
            .with("old_email", orNone(changed.oldEmail()))
            .on(changed.organization().account(), metadata, rows);
      }
      case OrganizationTagExpirationSet set -> {
        rows.update(
            "UPDATE namespace SET tag_expiration_s = $2 WHERE id = $1",
            set.organization(),
            set.tagExpirationSeconds());
        LogEntry.of("org_change_tag_expiration")
            .with("tag_expiration", set.tagExpirationSeconds())
            .with("namespace", set.name())
            .on(set.organization().account(), metadata, rows);
      }
      case OrganizationRenamed renamed -> {
        AccountRows.rename(renamed.organization().account(), renamed.newName(), rows);
        LogEntry.of("org_change_name")
            .with("old_name", renamed.name())
            .with("new_name", renamed.newName())
            .with("superuser", metadata.actor().name())
            .on(renamed.organization().account(), metadata, rows);
      }
      case OrganizationDeleted deleted -> {
        LogEntry.of("org_delete")
            .with("namespace", deleted.name())
            .on(deleted.organization().account(), metadata, rows);
        AccountRows.remove(deleted.organization().account(), rows);
      }
    }
  }

  private static void create(OrganizationCreated created, EventMetadata metadata, Rows rows) {
    rows.insert(
        "namespace (id, kind, name, email, subject_key, verified, tag_expiration_s, created)",
        created.organization(),
        "organization",
        created.name(),
        orPlaceholder(created.email(), created.emailStandIn()),
        created.subjectKey(),
        true,
        created.tagExpirationSeconds(),
        metadata.time().atOffset(ZoneOffset.UTC));
    rows.insert(
        "team (id, organization, name, role, description)",
        created.ownersTeam(),
        created.organization(),
        "owners",
        "admin",
        "");
    rows.insert(
        "team_member (id, team, account)",
        created.ownersMembership(),
        created.ownersTeam(),
        created.creator());
    LogEntry.of("org_create")
        .with("email", created.email())
        .with("namespace", created.name())
        .on(created.organization().account(), metadata, rows);
  }

  private static String orPlaceholder(@Nullable Personal email, UUID standIn) {
    return email == null ? standIn.toString() : email.orElse(standIn.toString());
  }

  private static Object orNone(@Nullable Personal email) {
    return email == null ? "" : email;
  }
}
