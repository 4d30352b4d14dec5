package dev.wharfinger.accounts.team;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.OrganizationId;
import dev.wharfinger.platform.id.TeamId;
import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.EventName;
import dev.wharfinger.platform.vault.Personal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The events of invitations to teams. Source: contract neighbours 4. */
public sealed interface InvitationEvent extends Event {

  /** The account id of the organization. */
  OrganizationId organization();

  /** Id of the invitation. */
  long invitation();

  /**
   * A user was invited to join a team; replaces the user's earlier invitation to that team.
   *
   * @param name the team's name at the time
   * @param inviter the account id of the inviter
   * @param code the UUID from which the code of the invitation is derived
   * @param codeDigest the digest by which the code is recognised
   * @param account the user's account id
   * @param member the user's name at the time
   * @param mail the invitation mail; null for a user without an e-mail
   */
  @EventName("team-member-invited.v1")
  record TeamMemberInvited(
      OrganizationId organization,
      TeamId team,
      String name,
      long invitation,
      AccountId inviter,
      UUID code,
      String codeDigest,
      AccountId account,
      Personal member,
      @Nullable InvitationMail mail)
      implements InvitationEvent {}

  /**
   * An e-mail address was invited to join a team; replaces its earlier invitation to that team.
   *
   * @param email the recipient's address
   */
  @EventName("team-email-invited.v1")
  record TeamEmailInvited(
      OrganizationId organization,
      TeamId team,
      String name,
      long invitation,
      AccountId inviter,
      UUID code,
      String codeDigest,
      Personal email,
      InvitationMail mail)
      implements InvitationEvent {}

  /**
   * A mail to be sent.
   *
   * @param organization the organization's name at the time
   * @param inviter the inviter's name
   */
  record InvitationMail(long mail, Personal address, String organization, Personal inviter) {}

  /**
   * An invitation was withdrawn.
   *
   * @param name the team's name at the time
   * @param byEmail whether it was for an e-mail address
   * @param invited the name or e-mail that it was for
   */
  @EventName("team-invitation-withdrawn.v1")
  record TeamInvitationWithdrawn(
      OrganizationId organization,
      TeamId team,
      String name,
      long invitation,
      boolean byEmail,
      Personal invited)
      implements InvitationEvent {}

  /**
   * A user accepted an invitation.
   *
   * @param name the team's name at the time
   * @param membership id of the membership; null if the user already was a member
   * @param account the user's account id
   * @param member the user's name at the time
   * @param inviter the inviter's name
   */
  @EventName("team-invitation-accepted.v1")
  record TeamInvitationAccepted(
      OrganizationId organization,
      TeamId team,
      String name,
      long invitation,
      @Nullable Long membership,
      AccountId account,
      Personal member,
      Personal inviter)
      implements InvitationEvent {}

  /**
   * A user declined an invitation.
   *
   * @param name the team's name at the time
   * @param member the user's name at the time
   * @param inviter the inviter's name
   */
  @EventName("team-invitation-declined.v1")
  record TeamInvitationDeclined(
      OrganizationId organization,
      TeamId team,
      String name,
      long invitation,
      Personal member,
      Personal inviter)
      implements InvitationEvent {}
}
