package dev.wharfinger.accounts.team;

import dev.wharfinger.platform.journal.Rejection;

/** Why commands on teams, their members and invitations to them are rejected. */
sealed interface TeamRejection extends Rejection {

  /** There is no organization that could have a team. */
  record NoOrganization(String organization) implements TeamRejection {}

  /** The organization has no such team. */
  record NotInOrganization(String team, String organization) implements TeamRejection {}

  /**
   * The name breaks the rule for names of teams.
   *
   * @param issue the part of the rule, in its words
   */
  record InvalidName(String team, String issue) implements TeamRejection {}

  /** Without this team the caller would no longer administer the organization. */
  record DeletesOwnAdministration(String team, String caller, String organization)
      implements TeamRejection {}

  /** With a smaller role of this team the caller would no longer administer the organization. */
  record GivesUpOwnAdministration(String team, String organization) implements TeamRejection {}

  /** The user or robot is in the team. */
  record AlreadyMember(String member, String team) implements TeamRejection {}

  /** The user or robot is not in the team. */
  record NotMember(String member, String team) implements TeamRejection {}

  /** The reasons that quote nothing. */
  enum Simple implements TeamRejection {
    /** There is no user or robot with this name. */
    UNKNOWN_MEMBER,

    /** The robot belongs to another account than the organization. */
    FOREIGN_ROBOT,

    /** The caller would leave the only team through which they administer the organization. */
    LEAVES_ONLY_ADMIN_TEAM,

    /** The user is the only one who administers the organization. */
    ONLY_ADMINISTRATOR,

    INVALID_EMAIL,

    /** There is no invitation with this code for the caller. */
    INVALID_CODE
  }
}
