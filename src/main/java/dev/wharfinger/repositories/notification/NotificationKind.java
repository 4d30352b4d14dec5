package dev.wharfinger.repositories.notification;

/** What somebody is told. Source: contract sessions 2.5. */
public enum NotificationKind {
  /** He is invited to a team; it goes with the invitation. */
  TEAM_INVITATION("org_team_invite"),
  /** A token of an application waits for him to take it. */
  ASSIGNED_AUTHORIZATION("assigned_authorization"),
  /** A namespace that he administers has grown to a limit that warns. */
  QUOTA_WARNING("quota_warning"),
  /** The same of a limit from which on pushes are refused. */
  QUOTA_ERROR("quota_error");

  private final String word;

  NotificationKind(String word) {
    this.word = word;
  }

  /** The name on the wire. */
  public String word() {
    return word;
  }
}
