package dev.wharfinger.accounts.user;

import dev.wharfinger.platform.journal.Rejection;
import java.util.List;

/** Why commands on users are rejected. */
sealed interface UserRejection extends Rejection {

  /** The first user cannot be created like this. */
  record NotInitialized(NewUser.Issue issue) implements UserRejection {}

  /** A superuser cannot create a user like this. */
  record NotInstalled(NewUser.Issue issue) implements UserRejection {}

  /** Nobody can sign up like this. */
  record NotSignedUp(NewUser.Issue issue) implements UserRejection {}

  /**
   * The user's own new password breaks the rule for passwords.
   *
   * @param issue the part of the rule, in its words
   */
  record InvalidOwnPassword(String issue) implements UserRejection {}

  /** The password that a superuser gives a user breaks the rule for passwords. */
  record InvalidPassword(String issue) implements UserRejection {}

  /** The user's own new name breaks the rule for names. */
  record InvalidOwnName(String name, String issue) implements UserRejection {}

  /** The e-mail address that a superuser gives a user is too long. */
  record InvalidEmail(String email) implements UserRejection {}

  /** Without the user nobody would administer these organizations. */
  record OnlyAdministrator(String user, List<String> organizations) implements UserRejection {
    public OnlyAdministrator {
      organizations = List.copyOf(organizations);
    }
  }

  /** The reasons that quote nothing. */
  enum Simple implements UserRejection {
    /** There are users or organizations already. */
    NOT_EMPTY,

    /** A user has the name under which somebody signs up, or it is reserved. */
    NAME_TAKEN,

    /** Whoever signs up needs an e-mail address where addresses are confirmed. */
    NO_EMAIL,

    /** Users can sign up by invitation only, and no code of one was sent. */
    NO_INVITE_CODE,

    /** Users can sign up by invitation only, and the e-mail address was not invited. */
    NOT_INVITED,

    /** The captcha was not passed. */
    NOT_HUMAN,

    /** There is no confirmation with this code. */
    INVALID_CODE,

    /** The installation does not offer this time machine. */
    UNKNOWN_TAG_EXPIRATION,

    /** Another user has the user's own new e-mail address. */
    OWN_EMAIL_TAKEN,

    /** The user's own new name is another account's, or it is reserved. */
    OWN_NAME_TAKEN,

    /** A superuser's account is not changed by others. */
    CHANGES_SUPERUSER,

    /** A superuser's account is not deleted by others. */
    DELETES_SUPERUSER,

    /** Passwords are kept elsewhere. */
    FOREIGN_PASSWORD,

    /** E-mail addresses are kept elsewhere. */
    FOREIGN_EMAIL,

    /** Another user has the e-mail address that a superuser gives a user. */
    EMAIL_TAKEN
  }
}
