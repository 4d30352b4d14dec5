package dev.wharfinger.user;

import dev.wharfinger.journal.Fact;
import dev.wharfinger.journal.Projector;
import dev.wharfinger.journal.Rows;
import dev.wharfinger.log.LogEntry;
import dev.wharfinger.mail.MailKind;
import dev.wharfinger.mail.MailRow;
import dev.wharfinger.user.ConfirmationEvent.EmailConfirmationAsked;
import dev.wharfinger.user.ConfirmationEvent.EmailConfirmed;
import java.util.Map;

/** Confirmations of e-mails as rows, and the mails that ask for them. */
public final class ConfirmationProjector implements Projector<ConfirmationEvent> {

  @Override
  public Class<ConfirmationEvent> events() {
    return ConfirmationEvent.class;
  }

  @Override
  public void project(ConfirmationEvent event, Fact fact, Rows rows) {
    switch (event) {
      case EmailConfirmationAsked asked -> {
        rows.change(
            "INSERT INTO email_confirmation (account, code_digest) VALUES ($1, $2)",
            asked.user(),
            asked.codeDigest());
        new MailRow(
                asked.mail(),
                MailKind.CONFIRMATION,
                asked.user(),
                null,
                asked.email(),
                asked.code(),
                Map.of("username", asked.name().orElse(LogEntry.ERASED)))
            .queue(fact, rows);
      }
      case EmailConfirmed confirmed -> {
        rows.change("DELETE FROM email_confirmation WHERE account = $1", confirmed.user());
        rows.change("UPDATE namespace SET verified = true WHERE id = $1", confirmed.user());
      }
    }
  }
}
