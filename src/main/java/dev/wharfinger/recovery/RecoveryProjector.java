package dev.wharfinger.recovery;

import dev.wharfinger.journal.Fact;
import dev.wharfinger.journal.Projector;
import dev.wharfinger.journal.Rows;
import dev.wharfinger.log.LogEntry;
import dev.wharfinger.mail.MailKind;
import dev.wharfinger.mail.MailRow;
import dev.wharfinger.recovery.RecoveryEvent.OrganizationRecoveryAsked;
import dev.wharfinger.recovery.RecoveryEvent.RecoveryAsked;
import dev.wharfinger.recovery.RecoveryEvent.RecoveryUsed;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Ways in without a password as rows, and the mails that they go with. */
public final class RecoveryProjector implements Projector<RecoveryEvent> {

  @Override
  public Class<RecoveryEvent> events() {
    return RecoveryEvent.class;
  }

  @Override
  public void project(RecoveryEvent event, Fact fact, Rows rows) {
    switch (event) {
      case RecoveryAsked asked -> {
        note(asked.user(), asked.codeDigest(), fact, rows);
        new MailRow(
                asked.mail(),
                MailKind.RECOVERY,
                asked.user(),
                null,
                asked.email(),
                asked.code(),
                Map.of("username", asked.name().orElse(LogEntry.ERASED)))
            .queue(fact, rows);
      }
      case OrganizationRecoveryAsked asked -> {
        note(asked.organization(), null, fact, rows);
        // The mail has no code; the UUID that one would follow from says so.
        new MailRow(
                asked.mail(),
                MailKind.ORGANIZATION_RECOVERY,
                asked.organization(),
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
            .queue(fact, rows);
      }
      case RecoveryUsed used -> {
        rows.change("DELETE FROM account_recovery WHERE account = $1", used.user());
        rows.change("UPDATE namespace SET verified = true WHERE id = $1", used.user());
        rows.sweep(
            "DELETE FROM email_confirmation WHERE account = $1 AND new_email IS NULL", used.user());
      }
    }
  }

  private static void note(long account, @Nullable String digest, Fact fact, Rows rows) {
    rows.change(
        "INSERT INTO account_recovery (account, code_digest, asked) VALUES ($1, $2, $3)"
            + " ON CONFLICT (account) DO UPDATE SET code_digest = $2, asked = $3",
        account,
        digest,
        fact.time().atOffset(ZoneOffset.UTC));
  }
}
