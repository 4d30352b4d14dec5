package dev.wharfinger.accounts.message;

import dev.wharfinger.accounts.message.MessageEvent.GlobalMessageCreated;
import dev.wharfinger.accounts.message.MessageEvent.GlobalMessageDeleted;
import dev.wharfinger.platform.journal.EventMetadata;
import dev.wharfinger.platform.journal.Projector;
import dev.wharfinger.platform.journal.Rows;

/** Projects messages to all users into rows; as in Quay, they have no usage log. */
public final class MessageProjector implements Projector<MessageEvent> {

  @Override
  public Class<MessageEvent> events() {
    return MessageEvent.class;
  }

  @Override
  public void project(MessageEvent event, EventMetadata metadata, Rows rows) {
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
