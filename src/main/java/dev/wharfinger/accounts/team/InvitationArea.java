package dev.wharfinger.accounts.team;

import static dev.wharfinger.platform.account.Entities.TEAM_INVITATION;
import static dev.wharfinger.platform.account.Entities.account;
import static dev.wharfinger.platform.account.Entities.mail;
import static dev.wharfinger.platform.account.Entities.team;
import static dev.wharfinger.platform.account.Entities.teamMember;

import dev.wharfinger.accounts.team.InvitationEvent.InvitationMail;
import dev.wharfinger.accounts.team.InvitationEvent.TeamEmailInvited;
import dev.wharfinger.accounts.team.InvitationEvent.TeamInvitationAccepted;
import dev.wharfinger.accounts.team.InvitationEvent.TeamInvitationDeclined;
import dev.wharfinger.accounts.team.InvitationEvent.TeamInvitationWithdrawn;
import dev.wharfinger.accounts.team.InvitationEvent.TeamMemberInvited;
import dev.wharfinger.platform.account.Entities;
import dev.wharfinger.platform.journal.Area;
import dev.wharfinger.platform.journal.AuditTrail;
import dev.wharfinger.platform.journal.AuditTrail.Entity;
import dev.wharfinger.platform.journal.OwnedRows;
import dev.wharfinger.platform.journal.Projector;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Invitations to teams. */
@Singleton
public final class InvitationArea implements Area<InvitationEvent> {

  @Override
  public Projector<InvitationEvent> projector() {
    return new InvitationProjector();
  }

  @Override
  public List<OwnedRows> ownedByUser() {
    return List.of(
        new OwnedRows("team_invitation", List.of("account", "inviter"), Entities.TEAM_INVITATION));
  }

  @Override
  public void audit(InvitationEvent event, AuditTrail trail) {

    trail.belongsTo(event.organization().account());
    Entity invitation = Entity.of(TEAM_INVITATION, event.invitation());
    switch (event) {
      case TeamMemberInvited invited -> {
        trail.endAll(Set.of(TEAM_INVITATION), team(invited.team()), account(invited.account()));
        trail
            .put(invitation)
            .set("team", team(invited.team()))
            .set("inviter", account(invited.inviter()))
            .set("code", invited.code())
            .set("account", account(invited.account()))
            .set("name", invited.member());
        audit(invited.mail(), trail);
      }
      case TeamEmailInvited invited -> {
        trail
            .put(invitation)
            .set("team", team(invited.team()))
            .set("inviter", account(invited.inviter()))
            .set("code", invited.code())
            .set("email", invited.email());
        audit(invited.mail(), trail);
      }
      case TeamInvitationWithdrawn _ -> trail.end(invitation);
      case TeamInvitationAccepted accepted -> {
        trail.end(invitation);
        if (accepted.membership() != null) {
          trail
              .put(teamMember(accepted.team(), accepted.account()))
              .set("membership", accepted.membership())
              .set("name", accepted.member());
        }
      }
      case TeamInvitationDeclined _ -> trail.end(invitation);
    }
  }

  private static void audit(@Nullable InvitationMail letter, AuditTrail trail) {
    if (letter != null) {
      trail.put(mail(letter.mail())).set("address", letter.address());
    }
  }
}
