package dev.wharfinger.repositories.repositorynotification;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How a notification reaches its receiver. Source: contract repositories 6.2. */
enum NotificationMethod {
  WEBHOOK("webhook"),
  EMAIL("email"),
  SLACK("slack"),
  QUAY_NOTIFICATION("quay_notification"),
  /** A service that is gone: kept, never sent. */
  FLOWDOCK("flowdock"),
  /** A service that is gone: kept, never sent. */
  HIPCHAT("hipchat");

  private static final Map<String, NotificationMethod> BY_WORD =
      Arrays.stream(values())
          .collect(Collectors.toMap(NotificationMethod::word, Function.identity()));

  private final String word;

  NotificationMethod(String word) {
    this.word = word;
  }

  /** By its name on the wire; empty if there is no such method. */
  static Optional<NotificationMethod> of(String word) {
    return Optional.ofNullable(BY_WORD.get(word));
  }

  /** The name on the wire. */
  String word() {
    return word;
  }
}
