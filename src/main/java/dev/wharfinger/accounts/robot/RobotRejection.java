package dev.wharfinger.accounts.robot;

import dev.wharfinger.platform.journal.Rejection;

/** Why commands on robots are rejected. */
sealed interface RobotRejection extends Rejection {

  /** There is no organization that could have robots. */
  record NoOrganization(String organization) implements RobotRejection {}

  /**
   * The name breaks the rule for names of robots.
   *
   * @param issue the part of the rule, in its words
   */
  record InvalidName(String shortName, String issue) implements RobotRejection {}

  /** The owner has a robot with this name. */
  record AlreadyExists(String owner, String shortName) implements RobotRejection {}

  /** The reasons that quote nothing. */
  enum Simple implements RobotRejection {
    /** The owner has no robot with this name. */
    UNKNOWN,

    /** The installation does not allow new robots. */
    DISALLOWED,

    /** An identity lacks its issuer or its subject. */
    INCOMPLETE_IDENTITY,

    /** The issuer of an identity is no web address. */
    ISSUER_IS_NO_URL,

    DUPLICATE_IDENTITY,
    /** The robot pushes what a mirror copies. */
    MIRRORS
  }
}
