package dev.wharfinger.accounts.user;

import dev.wharfinger.accounts.account.AccountRows;
import dev.wharfinger.accounts.user.OwnAccountEvent.Detail;
import dev.wharfinger.accounts.user.OwnAccountEvent.Notice;
import dev.wharfinger.accounts.user.OwnAccountEvent.OwnDetailsChanged;
import dev.wharfinger.accounts.user.OwnAccountEvent.OwnEmailChanged;
import dev.wharfinger.accounts.user.OwnAccountEvent.OwnInvoiceAddressChanged;
import dev.wharfinger.accounts.user.OwnAccountEvent.OwnInvoiceEmailSet;
import dev.wharfinger.accounts.user.OwnAccountEvent.OwnPasswordChanged;
import dev.wharfinger.accounts.user.OwnAccountEvent.OwnTagExpirationSet;
import dev.wharfinger.accounts.user.OwnAccountEvent.UserPrompted;
import dev.wharfinger.accounts.user.OwnAccountEvent.UserRenamed;
import dev.wharfinger.platform.journal.EventMetadata;
import dev.wharfinger.platform.journal.Projector;
import dev.wharfinger.platform.journal.Rows;
import dev.wharfinger.platform.mail.MailKind;
import dev.wharfinger.platform.mail.MailRow;
import dev.wharfinger.platform.vault.Personal;
import dev.wharfinger.records.log.LogEntry;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Projects users' changes to their own accounts into rows and entries of their own logs. */
public final class OwnAccountProjector implements Projector<OwnAccountEvent> {

  /** After a change of password or e-mail, a previously mailed recovery link is no longer valid. */
  static final String FORGET_RECOVERY = "DELETE FROM account_recovery WHERE account = $1";

  @Override
  public Class<OwnAccountEvent> events() {
    return OwnAccountEvent.class;
  }

  @Override
  public void project(OwnAccountEvent event, EventMetadata metadata, Rows rows) {
    switch (event) {
      case UserPrompted prompted ->
          rows.update(
              "UPDATE namespace SET prompts = $2 WHERE id = $1",
              prompted.user(),
              prompted.prompts().toArray(String[]::new));
      case OwnPasswordChanged changed -> changePassword(changed, metadata, rows);
      case OwnEmailChanged changed -> {
        rows.update(
            "UPDATE namespace SET email = $2, verified = true WHERE id = $1",
            changed.user(),
            changed.email().orElse(changed.emailStandIn().toString()));
        rows.updateIfPresent("DELETE FROM email_confirmation WHERE account = $1", changed.user());
        rows.updateIfPresent(FORGET_RECOVERY, changed.user());
        LogEntry.of("user_change_email")
            .with("email", changed.email())
            .with("old_email", changed.oldEmail())
            .on(changed.user(), metadata, rows);
      }
      case OwnInvoiceEmailSet set -> {
        rows.update(
            "UPDATE namespace SET invoice_email = $2 WHERE id = $1",
            set.user(),
            set.invoiceEmail());
        LogEntry.of("user_change_invoicing")
            .with("invoice_email", set.invoiceEmail())
            .on(set.user(), metadata, rows);
      }
      case OwnInvoiceAddressChanged changed -> {
        String address = shown(changed.address());
        rows.update(
            "UPDATE namespace SET invoice_email_address = $2 WHERE id = $1",
            changed.user(),
            address == null || address.isEmpty() ? null : address);
        LogEntry.of("user_change_invoicing")
            .with("invoice_email_address", changed.address())
            .on(changed.user(), metadata, rows);
      }
      case OwnTagExpirationSet set -> {
        rows.update(
            "UPDATE namespace SET tag_expiration_s = $2 WHERE id = $1",
            set.user(),
            set.tagExpirationSeconds());
        LogEntry.of("user_change_tag_expiration")
            .with("tag_expiration", set.tagExpirationSeconds())
            .on(set.user(), metadata, rows);
      }
      case OwnDetailsChanged changed -> changeDetails(changed, metadata, rows);
      case UserRenamed renamed -> {
        AccountRows.rename(
            renamed.user(), renamed.name().orElse(UserProjector.erasedName(renamed.user())), rows);
        rows.update(
            "UPDATE namespace SET prompts = array_remove(prompts, 'confirm_username')"
                + " WHERE id = $1",
            renamed.user());
        LogEntry.of("user_change_name")
            .with("old_username", renamed.oldName())
            .on(renamed.user(), metadata, rows);
      }
    }
  }

  private static void changePassword(
      OwnPasswordChanged changed, EventMetadata metadata, Rows rows) {
    rows.invalidate("account:" + changed.user().value());
    rows.update(
        "UPDATE namespace SET password_hash = $2, session_epoch = $3 WHERE id = $1",
        changed.user(),
        changed.passwordHash().orElse(""),
        metadata.seq());
    rows.updateIfPresent(FORGET_RECOVERY, changed.user());
    LogEntry.of("account_change_password").on(changed.user(), metadata, rows);
    Notice notice = changed.notice();
    if (notice != null) {
      // The mail has no code; the nil UUID indicates that.
      new MailRow(
              notice.mail(),
              MailKind.PASSWORD_CHANGED,
              changed.user(),
              null,
              notice.address(),
              new UUID(0, 0),
              Map.of("username", notice.name().orElse(LogEntry.ERASED)))
          .queue(metadata, rows);
    }
  }

  private static void changeDetails(OwnDetailsChanged changed, EventMetadata metadata, Rows rows) {
    LogEntry entry = LogEntry.of("user_change_metadata");
    for (Detail detail : changed.details()) {
      String column =
          switch (detail.field()) {
            case GIVEN_NAME -> "UPDATE namespace SET given_name = $2 WHERE id = $1";
            case FAMILY_NAME -> "UPDATE namespace SET family_name = $2 WHERE id = $1";
            case COMPANY -> "UPDATE namespace SET company = $2 WHERE id = $1";
            case LOCATION -> "UPDATE namespace SET location = $2 WHERE id = $1";
          };
      rows.update(column, changed.user(), shown(detail.told()));
      var _ = entry.with(detail.field().word(), detail.told());
    }
    rows.update(
        "UPDATE namespace SET prompts = array_remove(array_remove(prompts, 'enter_name'),"
            + " 'enter_company') WHERE id = $1",
        changed.user());
    entry.on(changed.user(), metadata, rows);
  }

  private static @Nullable String shown(@Nullable Personal datum) {
    return datum == null ? null : datum.orElse(LogEntry.ERASED);
  }
}
