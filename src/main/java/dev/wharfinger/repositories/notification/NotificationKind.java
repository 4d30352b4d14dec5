package dev.wharfinger.repositories.notification;

/** The kinds of notifications. Source: contract sessions 2.5. */
public enum NotificationKind {
  /** The user is invited to a team; removed with the invitation. */
  TEAM_INVITATION("org_team_invite"),
  /** A token of an application is waiting to be accepted by the user. */
  ASSIGNED_AUTHORIZATION("assigned_authorization"),
  /** A namespace that the user administers reached a warning limit. */
  QUOTA_WARNING("quota_warning"),
  /** The same for a limit from which pushes are refused. */
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
