package dev.wharfinger.accounts.message;

import dev.wharfinger.accounts.message.MessageEvent.GlobalMessageCreated;
import dev.wharfinger.accounts.message.MessageEvent.GlobalMessageDeleted;
import dev.wharfinger.platform.journal.Area;
import dev.wharfinger.platform.journal.AuditTrail;
import dev.wharfinger.platform.journal.AuditTrail.Entity;
import dev.wharfinger.platform.journal.Projector;
import jakarta.inject.Singleton;

/** Messages to all users. */
@Singleton
public final class MessageArea implements Area<MessageEvent> {

  @Override
  public Projector<MessageEvent> projector() {
    return new MessageProjector();
  }

  @Override
  public void audit(MessageEvent event, AuditTrail trail) {

    Entity message = Entity.of("global-message", event.message());
    switch (event) {
      case GlobalMessageCreated created ->
          trail
              .put(message)
              .set("uuid", created.uuid())
              .set("content", created.content())
              .set("severity", created.severity())
              .set("mediaType", created.mediaType());
      case GlobalMessageDeleted _ -> trail.end(message);
    }
  }
}
