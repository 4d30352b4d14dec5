package dev.wharfinger.message;

import dev.wharfinger.journal.Fact;
import dev.wharfinger.journal.Projector;
import dev.wharfinger.journal.Rows;
import dev.wharfinger.message.MessageEvent.GlobalMessageCreated;
import dev.wharfinger.message.MessageEvent.GlobalMessageDeleted;

/** Messages to everybody as rows; no usage log tells of them, as in Quay. */
public final class MessageProjector implements Projector<MessageEvent> {

  @Override
  public Class<MessageEvent> events() {
    return MessageEvent.class;
  }

  @Override
  public void project(MessageEvent event, Fact fact, Rows rows) {
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
          rows.change("DELETE FROM global_message WHERE id = $1", deleted.message());
    }
  }
}
