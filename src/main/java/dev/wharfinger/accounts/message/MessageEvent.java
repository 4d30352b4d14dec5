package dev.wharfinger.accounts.message;

import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.EventName;
import java.util.UUID;

/** The events of messages to all users. Source: contract sessions 3.1. */
public sealed interface MessageEvent extends Event {

  /** The message's id. */
  long message();

  /**
   * A message was posted.
   *
   * @param severity {@code info}, {@code warning} or {@code error}
   * @param mediaType {@code text/plain} or {@code text/markdown}
   */
  @EventName("global-message-created.v1")
  record GlobalMessageCreated(
      long message, UUID uuid, String content, String severity, String mediaType)
      implements MessageEvent {}

  /** A message was deleted. */
  @EventName("global-message-deleted.v1")
  record GlobalMessageDeleted(long message, UUID uuid) implements MessageEvent {}
}
