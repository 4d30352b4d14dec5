package dev.wharfinger.platform.mail;

/** What a mail is about. */
public enum MailKind {
  /**
   * A user or address is invited to a team; {@code organization}, {@code team}, {@code inviter}.
   */
  TEAM_INVITATION,
  /** An export of usage logs can be read; {@code export_id}, {@code account}. */
  LOG_EXPORT,
  /** A new user is asked to confirm their e-mail; {@code username}. */
  CONFIRMATION,
  /** A user who wants another e-mail address is asked to confirm it; {@code username}. */
  EMAIL_CHANGE,
  /**
   * The owner of an address is asked whether it may receive notifications; {@code namespace},
   * {@code repository}.
   */
  REPOSITORY_EMAIL,
  /** Something happened in a repository; {@code subject}, and {@code message} as HTML. */
  REPOSITORY_NOTIFICATION,
  /** A user's password was changed; {@code username}. */
  PASSWORD_CHANGED,
  /** A user forgot their password; {@code username}. */
  RECOVERY,
  /**
   * An account recovery was requested for an organization; {@code organization}, {@code
   * administrators}.
   */
  ORGANIZATION_RECOVERY
}
