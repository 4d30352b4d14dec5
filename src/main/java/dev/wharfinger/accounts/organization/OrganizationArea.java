package dev.wharfinger.accounts.organization;

import static dev.wharfinger.platform.account.Entities.account;
import static dev.wharfinger.platform.account.Entities.team;
import static dev.wharfinger.platform.account.Entities.teamMember;

import dev.wharfinger.accounts.organization.OrganizationEvent.OrganizationCreated;
import dev.wharfinger.accounts.organization.OrganizationEvent.OrganizationDeleted;
import dev.wharfinger.accounts.organization.OrganizationEvent.OrganizationEmailChanged;
import dev.wharfinger.accounts.organization.OrganizationEvent.OrganizationInvoiceAddressChanged;
import dev.wharfinger.accounts.organization.OrganizationEvent.OrganizationInvoiceEmailSet;
import dev.wharfinger.accounts.organization.OrganizationEvent.OrganizationRenamed;
import dev.wharfinger.accounts.organization.OrganizationEvent.OrganizationTagExpirationSet;
import dev.wharfinger.platform.journal.Area;
import dev.wharfinger.platform.journal.AuditTrail;
import dev.wharfinger.platform.journal.AuditTrail.Entity;
import dev.wharfinger.platform.journal.Projector;
import dev.wharfinger.platform.journal.Rejection;
import jakarta.inject.Singleton;
import java.util.List;

/** Organizations. */
@Singleton
public final class OrganizationArea implements Area<OrganizationEvent> {

  @Override
  public Projector<OrganizationEvent> projector() {
    return new OrganizationProjector();
  }

  @Override
  public List<Class<? extends Rejection>> rejections() {
    return List.of(OrganizationRejection.class);
  }

  @Override
  public void audit(OrganizationEvent event, AuditTrail trail) {

    trail.belongsTo(event.organization().account());
    Entity organization = account(event.organization().account());
    switch (event) {
      case OrganizationCreated created -> {
        trail
            .put(organization)
            .set("name", created.name())
            .set("email", created.email())
            .set("emailStandIn", created.emailStandIn())
            .set("tagExpirationSeconds", created.tagExpirationSeconds())
            .set("kind", "ORGANIZATION")
            .set("invoiceEmail", false);
        trail
            .put(team(created.ownersTeam()))
            .set("name", "owners")
            .set("role", "ADMIN")
            .set("description", "");
        trail
            .put(teamMember(created.ownersTeam(), created.creator()))
            .set("membership", created.ownersMembership());
      }
      case OrganizationInvoiceEmailSet set ->
          trail.put(organization).set("invoiceEmail", set.invoiceEmail());
      case OrganizationInvoiceAddressChanged changed ->
          trail.put(organization).set("invoiceAddress", changed.address());
      case OrganizationEmailChanged changed ->
          trail
              .put(organization)
              .set("email", changed.email())
              .set("emailStandIn", changed.emailStandIn());
      case OrganizationTagExpirationSet set ->
          trail.put(organization).set("tagExpirationSeconds", set.tagExpirationSeconds());
      case OrganizationRenamed renamed -> trail.put(organization).set("name", renamed.newName());
      case OrganizationDeleted _ -> trail.end(organization);
    }
  }
}
