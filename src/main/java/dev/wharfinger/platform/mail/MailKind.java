package dev.wharfinger.platform.mail;

/** What a mail is about. */
public enum MailKind {
  /** Somebody is invited to a team; {@code organization}, {@code team}, {@code inviter}. */
  TEAM_INVITATION,
  /** An export of usage logs can be read; {@code export_id}, {@code account}. */
  LOG_EXPORT,
  /** A new user is asked to confirm his e-mail; {@code username}. */
  CONFIRMATION,
  /** A user who wants another e-mail is asked to confirm it; {@code username}. */
  EMAIL_CHANGE,
  /** A user's password was changed; {@code username}. */
  PASSWORD_CHANGED,
  /** A user forgot his password; {@code username}. */
  RECOVERY,
  /** Somebody took an organization for a user; {@code organization}, {@code administrators}. */
  ORGANIZATION_RECOVERY
}
