package dev.wharfinger.repositories.repositorynotification;

/** What may be wrong with the configuration of a method. Source: contract repositories 6.2. */
enum ConfigFault {
  NO_WEBHOOK_URL("Missing webhook URL"),
  INVALID_WEBHOOK_URL("Invalid webhook URL"),
  NO_EMAIL("Missing e-mail address"),
  UNAUTHORIZED_EMAIL(
      "The specified e-mail address is not authorized to receive notifications for this"
          + " repository"),
  NO_SLACK_URL("Missing Slack Callback URL"),
  NO_TARGET("Missing target"),
  FOREIGN_ORGANIZATION("Organization name must match repository namespace"),
  NO_FLOWDOCK_TOKEN("Missing Flowdock API Token"),
  NO_HIPCHAT_TOKEN("Missing Hipchat Room Notification Token"),
  NO_HIPCHAT_ROOM("Missing Hipchat Room ID");

  private final String text;

  ConfigFault(String text) {
    this.text = text;
  }

  /** What the client is told. */
  String text() {
    return text;
  }
}
