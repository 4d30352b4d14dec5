package dev.wharfinger.platform.config;

import io.smallrye.config.WithDefault;

/** Quay's settings of notifications of repositories. Source: contract metrics-and-config 2.1. */
public interface NotificationSettings {

  @Setting("Hosts that webhooks of repositories must not name, beside those of this machine.")
  @WithDefault("")
  NameList webhookHostnameBlacklist();

  @Setting(
      value = "Seconds that the receiver of a notification of a repository may take to answer.",
      minimum = 1,
      maximum = 60)
  @Bound(
      of = "time that the receiver of a notification of a repository may take to answer",
      unit = "seconds",
      beyond = "it counts as a failure and is tried again",
      test = "NotificationDeliveryApiTest.aSilentReceiverHoldsUpNoOther")
  @WithDefault("10")
  long notificationSendTimeout();

  @Setting(
      value =
          "Minutes between two looks at whether images of a repository expire soon, for each"
              + " notification.",
      maximum = Setting.CENTURY / 60)
  @WithDefault("300")
  long notificationTaskRunMinimumIntervalMinutes();
}
