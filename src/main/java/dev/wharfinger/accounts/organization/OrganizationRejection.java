package dev.wharfinger.accounts.organization;

import dev.wharfinger.platform.journal.Rejection;

/** Why commands on organizations are rejected. */
sealed interface OrganizationRejection extends Rejection {

  /**
   * The name of a new organization breaks the rule for names.
   *
   * @param issue the part of the rule, in its words
   */
  record InvalidName(String name, String issue) implements OrganizationRejection {}

  /** The name that an existing organization would get breaks the rule for names. */
  record InvalidNewName(String name, String issue) implements OrganizationRejection {}

  /** The name that an existing organization would get is a user's or a robot's. */
  record NewNameOfUser(String name) implements OrganizationRejection {}

  /** The name that an existing organization would get is another organization's. */
  record NewNameOfOrganization(String name) implements OrganizationRejection {}

  /** A user has the e-mail address, and addresses may not be shared. */
  record EmailUsed(String email) implements OrganizationRejection {}

  /** The reasons that quote nothing. */
  enum Simple implements OrganizationRejection {
    /** A user or an organization has the name of a new organization. */
    NAME_TAKEN,

    INVALID_EMAIL,

    /** The captcha was not passed. */
    NOT_HUMAN,

    /** The installation does not offer this time machine. */
    UNKNOWN_TAG_EXPIRATION,

    /** The ownership of a superuser's account cannot be taken. */
    TARGET_IS_SUPERUSER,

    /** A user cannot own the organization that their own account becomes. */
    OWNED_BY_ITSELF,

    /** The account to convert or its future owner is no user by now. */
    NO_LONGER_USERS
  }
}
