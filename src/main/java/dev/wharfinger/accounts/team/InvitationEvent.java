package dev.wharfinger.accounts.team;

import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.EventName;
import dev.wharfinger.platform.vault.Personal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What can happen to invitations to teams. Source: contract neighbours 4. */
public sealed interface InvitationEvent extends Event {

  /** The account id of the organization that it happened in. */
  long organization();

  /** Id of the invitation. */
  long invitation();

  /**
   * A user was asked to join a team; an earlier invitation of his to that team counts no more.
   *
   * @param name the team's name at the time
   * @param inviter the account id of who asked
   * @param code what the code of the invitation follows from
   * @param codeDigest how the code is recognised
   * @param account the user's account id
   * @param member the user's name at the time
   * @param mail the mail that tells him; null for a user without an e-mail
   */
  @EventName("team-member-invited.v1")
  record TeamMemberInvited(
      long organization,
      long team,
      String name,
      long invitation,
      long inviter,
      UUID code,
      String codeDigest,
      long account,
      Personal member,
      @Nullable Letter mail)
      implements InvitationEvent {}

  /**
   * Whoever reads this e-mail was asked to join a team; an earlier invitation of it to that team
   * counts no more.
   *
   * @param email where it was sent
   */
  @EventName("team-email-invited.v1")
  record TeamEmailInvited(
      long organization,
      long team,
      String name,
      long invitation,
      long inviter,
      UUID code,
      String codeDigest,
      Personal email,
      Letter mail)
      implements InvitationEvent {}

  /**
   * A mail to be sent.
   *
   * @param organization the organization's name at the time
   * @param inviter the name of who asked
   */
  record Letter(long mail, Personal address, String organization, Personal inviter) {}

  /**
   * An invitation was taken back.
   *
   * @param name the team's name at the time
   * @param byEmail whether it was one to an e-mail
   * @param invited the name or e-mail that it was for
   */
  @EventName("team-invitation-withdrawn.v1")
  record TeamInvitationWithdrawn(
      long organization, long team, String name, long invitation, boolean byEmail, Personal invited)
      implements InvitationEvent {}

  /**
   * A user accepted an invitation.
   *
   * @param name the team's name at the time
   * @param membership id of the membership; null when he was a member already
   * @param account the user's account id
   * @param member the user's name at the time
   * @param inviter the name of who had asked
   */
  @EventName("team-invitation-accepted.v1")
  record TeamInvitationAccepted(
      long organization,
      long team,
      String name,
      long invitation,
      @Nullable Long membership,
      long account,
      Personal member,
      Personal inviter)
      implements InvitationEvent {}

  /**
   * A user declined an invitation.
   *
   * @param name the team's name at the time
   * @param member the user's name at the time
   * @param inviter the name of who had asked
   */
  @EventName("team-invitation-declined.v1")
  record TeamInvitationDeclined(
      long organization, long team, String name, long invitation, Personal member, Personal inviter)
      implements InvitationEvent {}
}
