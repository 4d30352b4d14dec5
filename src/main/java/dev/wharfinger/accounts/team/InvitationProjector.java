package dev.wharfinger.accounts.team;

import dev.wharfinger.accounts.team.InvitationEvent.InvitationMail;
import dev.wharfinger.accounts.team.InvitationEvent.TeamEmailInvited;
import dev.wharfinger.accounts.team.InvitationEvent.TeamInvitationAccepted;
import dev.wharfinger.accounts.team.InvitationEvent.TeamInvitationDeclined;
import dev.wharfinger.accounts.team.InvitationEvent.TeamInvitationWithdrawn;
import dev.wharfinger.accounts.team.InvitationEvent.TeamMemberInvited;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.EventMetadata;
import dev.wharfinger.platform.journal.Projector;
import dev.wharfinger.platform.journal.Rows;
import dev.wharfinger.platform.mail.MailKind;
import dev.wharfinger.platform.mail.MailRow;
import dev.wharfinger.records.log.LogEntry;
import dev.wharfinger.repositories.notification.NotificationRow;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Projects invitations into rows, and queues their mails. */
public final class InvitationProjector implements Projector<InvitationEvent> {

  private static final String TABLE =
      "team_invitation (id, team, inviter, account, email, code_digest)";

  @Override
  public Class<InvitationEvent> events() {
    return InvitationEvent.class;
  }

  @Override
  public void project(InvitationEvent event, EventMetadata metadata, Rows rows) {
    switch (event) {
      case TeamMemberInvited invited -> {
        rows.updateIfPresent(
            "DELETE FROM team_invitation WHERE team = $1 AND account = $2",
            invited.team(),
            invited.account());
        rows.insert(
            TABLE,
            invited.invitation(),
            invited.team(),
            invited.inviter(),
            invited.account(),
            null,
            invited.codeDigest());
        NotificationRow.ofInvitation(invited.account(), invited.invitation(), invited.code())
            .write(metadata, rows);
        write(
            invited.mail(),
            invited.account(),
            invited.inviter(),
            invited.code(),
            invited.name(),
            metadata,
            rows);
        LogEntry.of("org_invite_team_member")
            .with("user", invited.member())
            .with("member", invited.member())
            .with("team", invited.name())
            .on(invited.organization().account(), metadata, rows);
      }
      case TeamEmailInvited invited -> {
        String email = invited.email().orElse(LogEntry.ERASED);
        rows.updateIfPresent(
            "DELETE FROM team_invitation WHERE team = $1 AND email = $2", invited.team(), email);
        rows.insert(
            TABLE,
            invited.invitation(),
            invited.team(),
            invited.inviter(),
            null,
            email,
            invited.codeDigest());
        write(
            invited.mail(),
            null,
            invited.inviter(),
            invited.code(),
            invited.name(),
            metadata,
            rows);
        LogEntry.of("org_invite_team_member")
            .with("email", invited.email())
            .with("member", invited.email())
            .with("team", invited.name())
            .on(invited.organization().account(), metadata, rows);
      }
      case TeamInvitationWithdrawn withdrawn -> {
        remove(withdrawn, rows);
        LogEntry.of("org_delete_team_member_invite")
            .with(withdrawn.byEmail() ? "email" : "user", withdrawn.invited())
            .with("team", withdrawn.name())
            .with("member", withdrawn.invited())
            .on(withdrawn.organization().account(), metadata, rows);
      }
      case TeamInvitationAccepted accepted -> accept(accepted, metadata, rows);
      case TeamInvitationDeclined declined -> {
        remove(declined, rows);
        LogEntry.of("org_team_member_invite_declined")
            .with("member", declined.member())
            .with("team", declined.name())
            .with("inviter", declined.inviter())
            .on(declined.organization().account(), metadata, rows);
      }
    }
  }

  private static void accept(TeamInvitationAccepted accepted, EventMetadata metadata, Rows rows) {
    remove(accepted, rows);
    rows.updateIfPresent(
        "DELETE FROM team_invitation WHERE team = $1 AND account = $2",
        accepted.team(),
        accepted.account());
    if (accepted.membership() == null) {
      rows.update(
          "UPDATE team_member SET accepted_seq = $3 WHERE team = $1 AND account = $2",
          accepted.team(),
          accepted.account(),
          metadata.seq());
    } else {
      rows.insert(
          "team_member (id, team, account, accepted_seq)",
          accepted.membership(),
          accepted.team(),
          accepted.account(),
          metadata.seq());
    }
    LogEntry.of("org_team_member_invite_accepted")
        .with("member", accepted.member())
        .with("team", accepted.name())
        .with("inviter", accepted.inviter())
        .on(accepted.organization().account(), metadata, rows);
  }

  private static void remove(InvitationEvent event, Rows rows) {
    rows.update("DELETE FROM team_invitation WHERE id = $1", event.invitation());
  }

  private static void write(
      @Nullable InvitationMail letter,
      @Nullable AccountId account,
      AccountId inviter,
      UUID code,
      String team,
      EventMetadata metadata,
      Rows rows) {
    if (letter != null) {
      new MailRow(
              letter.mail(),
              MailKind.TEAM_INVITATION,
              account,
              inviter,
              letter.address(),
              code,
              Map.of(
                  "organization",
                  letter.organization(),
                  "team",
                  team,
                  "inviter",
                  letter.inviter().orElse(LogEntry.ERASED)))
          .queue(metadata, rows);
    }
  }
}
