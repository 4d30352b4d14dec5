package dev.wharfinger.platform.mail;

import dev.wharfinger.platform.journal.EventMetadata;
import dev.wharfinger.platform.journal.Projector;
import dev.wharfinger.platform.journal.Rows;

/** Removes a mail from the queue when it is done. */
public final class MailProjector implements Projector<MailEvent> {

  @Override
  public Class<MailEvent> events() {
    return MailEvent.class;
  }

  @Override
  public void project(MailEvent event, EventMetadata metadata, Rows rows) {
    switch (event) {
      case MailEvent.MailSent sent -> remove(sent.mail(), rows);
      case MailEvent.MailGivenUp givenUp -> remove(givenUp.mail(), rows);
    }
  }

  /** There is none in a rebuild if the recipient has been erased since. */
  private static void remove(long mail, Rows rows) {
    rows.updateIfPresent("DELETE FROM mail WHERE id = $1", mail);
  }
}
