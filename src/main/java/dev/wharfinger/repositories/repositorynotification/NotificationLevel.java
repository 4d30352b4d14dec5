package dev.wharfinger.repositories.repositorynotification;

/** How grave a message is, which Slack shows as a colour. Source: contract repositories 6.5. */
enum NotificationLevel {
  PRIMARY("good"),
  SUCCESS("good"),
  INFO("#ffffff"),
  WARNING("warning"),
  ERROR("danger");

  private final String slackColor;

  NotificationLevel(String slackColor) {
    this.slackColor = slackColor;
  }

  /** The colour of an attachment in a message to Slack: a name that Slack knows, or RGB. */
  String slackColor() {
    return slackColor;
  }
}
