package dev.wharfinger.accounts.user;

import dev.wharfinger.accounts.user.ConfirmationEvent.EmailChangeAsked;
import dev.wharfinger.accounts.user.ConfirmationEvent.EmailConfirmationAsked;
import dev.wharfinger.accounts.user.ConfirmationEvent.EmailConfirmed;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.EventMetadata;
import dev.wharfinger.platform.journal.Projector;
import dev.wharfinger.platform.journal.Rows;
import dev.wharfinger.platform.mail.MailKind;
import dev.wharfinger.platform.mail.MailRow;
import dev.wharfinger.platform.vault.Personal;
import dev.wharfinger.records.log.LogEntry;
import java.util.Map;
import java.util.UUID;

/** Projects confirmations of e-mails into rows, and queues the mails that ask for them. */
public final class ConfirmationProjector implements Projector<ConfirmationEvent> {

  @Override
  public Class<ConfirmationEvent> events() {
    return ConfirmationEvent.class;
  }

  @Override
  public void project(ConfirmationEvent event, EventMetadata metadata, Rows rows) {
    switch (event) {
      case EmailConfirmationAsked asked -> {
        rows.insert("email_confirmation (account, code_digest)", asked.user(), asked.codeDigest());
        write(
            asked.mail(),
            MailKind.CONFIRMATION,
            asked.user(),
            asked.email(),
            asked.code(),
            asked.name(),
            metadata,
            rows);
      }
      case EmailChangeAsked asked -> {
        rows.updateIfPresent("DELETE FROM email_confirmation WHERE account = $1", asked.user());
        rows.insert(
            "email_confirmation (account, code_digest, new_email)",
            asked.user(),
            asked.codeDigest(),
            asked.email().orElse(LogEntry.ERASED));
        write(
            asked.mail(),
            MailKind.EMAIL_CHANGE,
            asked.user(),
            asked.email(),
            asked.code(),
            asked.name(),
            metadata,
            rows);
      }
      case EmailConfirmed confirmed -> {
        rows.update("DELETE FROM email_confirmation WHERE account = $1", confirmed.user());
        rows.update("UPDATE namespace SET verified = true WHERE id = $1", confirmed.user());
      }
    }
  }

  private static void write(
      long mail,
      MailKind kind,
      AccountId user,
      Personal email,
      UUID code,
      Personal name,
      EventMetadata metadata,
      Rows rows) {
    new MailRow(
            mail, kind, user, null, email, code, Map.of("username", name.orElse(LogEntry.ERASED)))
        .queue(metadata, rows);
  }
}
