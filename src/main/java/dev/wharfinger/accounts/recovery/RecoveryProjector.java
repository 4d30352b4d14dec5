package dev.wharfinger.accounts.recovery;

import dev.wharfinger.accounts.recovery.RecoveryEvent.OrganizationRecoveryAsked;
import dev.wharfinger.accounts.recovery.RecoveryEvent.RecoveryAsked;
import dev.wharfinger.accounts.recovery.RecoveryEvent.RecoveryUsed;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.EventMetadata;
import dev.wharfinger.platform.journal.Projector;
import dev.wharfinger.platform.journal.Rows;
import dev.wharfinger.platform.mail.MailKind;
import dev.wharfinger.platform.mail.MailRow;
import dev.wharfinger.records.log.LogEntry;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Projects recovery codes into rows, and queues their mails. */
public final class RecoveryProjector implements Projector<RecoveryEvent> {

  @Override
  public Class<RecoveryEvent> events() {
    return RecoveryEvent.class;
  }

  @Override
  public void project(RecoveryEvent event, EventMetadata metadata, Rows rows) {
    switch (event) {
      case RecoveryAsked asked -> {
        note(asked.user(), asked.codeDigest(), metadata, rows);
        new MailRow(
                asked.mail(),
                MailKind.RECOVERY,
                asked.user(),
                null,
                asked.email(),
                asked.code(),
                Map.of("username", asked.name().orElse(LogEntry.ERASED)))
            .queue(metadata, rows);
      }
      case OrganizationRecoveryAsked asked -> {
        note(asked.organization().account(), null, metadata, rows);
        // The mail has no code; the nil UUID indicates that.
        new MailRow(
                asked.mail(),
                MailKind.ORGANIZATION_RECOVERY,
                asked.organization().account(),
                null,
                asked.email(),
                new UUID(0, 0),
                Map.of(
                    "organization",
                    asked.name(),
                    "administrators",
                    asked.administrators().stream()
                        .map(name -> name.orElse(LogEntry.ERASED))
                        .collect(Collectors.joining(", "))))
            .queue(metadata, rows);
      }
      case RecoveryUsed used -> {
        rows.update("DELETE FROM account_recovery WHERE account = $1", used.user());
        rows.update("UPDATE namespace SET verified = true WHERE id = $1", used.user());
        rows.updateIfPresent(
            "DELETE FROM email_confirmation WHERE account = $1 AND new_email IS NULL", used.user());
      }
    }
  }

  private static void note(
      AccountId account, @Nullable String digest, EventMetadata metadata, Rows rows) {
    rows.update(
        "INSERT INTO account_recovery (account, code_digest, asked) VALUES ($1, $2, $3)"
            + " ON CONFLICT (account) DO UPDATE SET code_digest = $2, asked = $3",
        account,
        digest,
        metadata.time().atOffset(ZoneOffset.UTC));
  }
}
