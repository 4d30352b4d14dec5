package dev.wharfinger.accounts.user;

import dev.wharfinger.accounts.account.AccountRows;
import dev.wharfinger.accounts.user.UserEvent.UserCreated;
import dev.wharfinger.accounts.user.UserEvent.UserDeleted;
import dev.wharfinger.accounts.user.UserEvent.UserDisabled;
import dev.wharfinger.accounts.user.UserEvent.UserEmailChanged;
import dev.wharfinger.accounts.user.UserEvent.UserEnabled;
import dev.wharfinger.accounts.user.UserEvent.UserPasswordChanged;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.EventMetadata;
import dev.wharfinger.platform.journal.Projector;
import dev.wharfinger.platform.journal.Rows;
import dev.wharfinger.platform.vault.Personal;
import dev.wharfinger.records.log.LogEntry;
import java.time.ZoneOffset;

/** Projects users into rows. */
public final class UserProjector implements Projector<UserEvent> {

  @Override
  public Class<UserEvent> events() {
    return UserEvent.class;
  }

  @Override
  public void project(UserEvent event, EventMetadata metadata, Rows rows) {
    switch (event) {
      case UserCreated created -> create(created, metadata, rows);
      case UserPasswordChanged changed -> {
        rows.invalidate("account:" + changed.user().value());
        rows.update(
            "UPDATE namespace SET password_hash = $2, session_epoch = $3 WHERE id = $1",
            changed.user(),
            changed.passwordHash().orElse(""),
            metadata.seq());
        rows.updateIfPresent(OwnAccountProjector.FORGET_RECOVERY, changed.user());
        bySuperuser("user_change_password", changed.name(), changed.user(), metadata, rows);
      }
      case UserEmailChanged changed -> {
        rows.update(
            "UPDATE namespace SET email = $2, verified = true WHERE id = $1",
            changed.user(),
            changed.email().orElse(changed.emailStandIn().toString()));
        rows.updateIfPresent("DELETE FROM email_confirmation WHERE account = $1", changed.user());
        rows.updateIfPresent(OwnAccountProjector.FORGET_RECOVERY, changed.user());
        LogEntry.of("user_change_email")
            .with("old_email", changed.oldEmail())
            .with("email", changed.email())
            .with("superuser", metadata.actor().name())
            .on(changed.user(), metadata, rows);
      }
      case UserEnabled enabled -> {
        setEnabled(enabled.user(), true, rows);
        bySuperuser("user_enable", enabled.name(), enabled.user(), metadata, rows);
      }
      case UserDisabled disabled -> {
        setEnabled(disabled.user(), false, rows);
        bySuperuser("user_disable", disabled.name(), disabled.user(), metadata, rows);
      }
      case UserDeleted deleted -> {
        LogEntry.of("user_delete")
            .with("username", deleted.name())
            .on(deleted.user(), metadata, rows);
        AccountRows.remove(deleted.user(), rows);
        LogEntry.erase(deleted.subjectKey(), rows);
        rows.insert("erased_subject (subject_key, seq)", deleted.subjectKey(), metadata.seq());
      }
    }
  }

  private static void setEnabled(AccountId user, boolean enabled, Rows rows) {
    rows.invalidate("account:" + user.value());
    rows.update("UPDATE namespace SET enabled = $2 WHERE id = $1", user, enabled);
  }

  private static void bySuperuser(
      String kind, Personal name, AccountId user, EventMetadata metadata, Rows rows) {
    LogEntry.of(kind)
        .with("username", name)
        .with("superuser", metadata.actor().name())
        .on(user, metadata, rows);
  }

  private static void create(UserCreated created, EventMetadata metadata, Rows rows) {
    String standIn = created.emailStandIn().toString();
    rows.insert(
        "namespace (id, kind, name, email, subject_key, verified, password_hash, tag_expiration_s,"
            + " created)",
        created.user(),
        "user",
        created.name().orElse(erasedName(created.user())),
        created.email() == null ? standIn : created.email().orElse(standIn),
        created.subjectKey(),
        created.verified(),
        created.passwordHash().orElse(""),
        created.tagExpirationSeconds(),
        metadata.time().atOffset(ZoneOffset.UTC));
    LogEntry entry =
        LogEntry.of("user_create").with("email", created.email()).with("username", created.name());
    switch (created.origin()) {
      case INITIALIZED -> {}
      case INSTALLED ->
          entry.with("superuser", metadata.actor().name()).on(created.user(), metadata, rows);
      case SIGNED_UP -> entry.on(created.user(), metadata, rows);
    }
  }

  /** The name of a user whose real one was erased; clients cannot choose it, and it is unique. */
  static String erasedName(AccountId user) {
    return "(erased " + user.value() + ")";
  }
}
