package dev.wharfinger.accounts.message;

import dev.wharfinger.accounts.message.MessageEvent.GlobalMessageCreated;
import dev.wharfinger.accounts.message.MessageEvent.GlobalMessageDeleted;
import dev.wharfinger.platform.journal.EventMetadata;
import dev.wharfinger.platform.journal.Projector;
import dev.wharfinger.platform.journal.Rows;

/** Messages to everybody as rows; no usage log tells of them, as in Quay. */
public final class MessageProjector implements Projector<MessageEvent> {

  @Override
  public Class<MessageEvent> events() {
    return MessageEvent.class;
  }

  @Override
  public void project(MessageEvent event, EventMetadata fact, Rows rows) {
    switch (event) {
      case GlobalMessageCreated created ->
          rows.insert(
              "global_message (id, uuid, content, severity, media_type)",
              created.message(),
              created.uuid(),
              created.content(),
              created.severity(),
              created.mediaType());
      case GlobalMessageDeleted deleted ->
          rows.update("DELETE FROM global_message WHERE id = $1", deleted.message());
    }
  }
}
