package dev.wharfinger.feed;

import static dev.wharfinger.feed.Effect.end;
import static dev.wharfinger.feed.Effect.endEach;
import static dev.wharfinger.feed.Effect.put;
import static dev.wharfinger.feed.Effects.on;

import dev.wharfinger.autoprune.AutoPruneEvent;
import dev.wharfinger.export.LogExportEvent;
import dev.wharfinger.feed.Effect.Meaning;
import dev.wharfinger.journal.Event;
import dev.wharfinger.message.MessageEvent;
import dev.wharfinger.notification.NotificationEvent;
import dev.wharfinger.organization.OwnershipEvent;
import dev.wharfinger.recovery.RecoveryEvent;
import dev.wharfinger.user.ConfirmationEvent;
import dev.wharfinger.user.OwnAccountEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What users do to their own accounts, and what the web interface does beside. */
final class EffectsOnOwnAccounts {

  private static final String USER = "user";
  private static final String NAMESPACE = "namespace";
  private static final String ORGANIZATION = "organization";
  private static final String ACCOUNT = "account";
  private static final String MAIL = "mail";
  private static final String CONFIRMATION = "email-confirmation";
  private static final String RECOVERY = "account-recovery";
  private static final String POLICY = "auto-prune-policy";
  private static final String MESSAGE = "global-message";

  private EffectsOnOwnAccounts() {}

  static List<Map.Entry<Class<? extends Event>, Meaning>> all() {
    List<Map.Entry<Class<? extends Event>, Meaning>> all = new ArrayList<>();
    all.addAll(accounts());
    all.addAll(others());
    return all;
  }

  private static List<Map.Entry<Class<? extends Event>, Meaning>> accounts() {
    Effect account = put(ACCOUNT, USER);
    return List.of(
        on(OwnAccountEvent.UserPrompted.class, USER, account.taking("prompts")),
        on(
            OwnAccountEvent.OwnPasswordChanged.class,
            USER,
            account.taking("passwordHash"),
            put(MAIL, "notice.mail").taking("address=notice.address"),
            end(RECOVERY, USER)),
        on(
            OwnAccountEvent.OwnEmailChanged.class,
            USER,
            account.taking("email", "emailStandIn").with("verified", true),
            end(CONFIRMATION, USER),
            end(RECOVERY, USER)),
        on(OwnAccountEvent.OwnInvoiceEmailSet.class, USER, account.taking("invoiceEmail")),
        on(
            OwnAccountEvent.OwnInvoiceAddressChanged.class,
            USER,
            account.taking("invoiceAddress=address")),
        on(OwnAccountEvent.OwnTagExpirationSet.class, USER, account.taking("tagExpirationSeconds")),
        on(OwnAccountEvent.OwnDetailsChanged.class, USER, account.taking("details")),
        on(OwnAccountEvent.UserRenamed.class, USER, account.taking("name")),
        on(
            ConfirmationEvent.EmailChangeAsked.class,
            USER,
            put(CONFIRMATION, USER).taking("code", "email"),
            put(MAIL, MAIL).taking("address=email")),
        on(
            RecoveryEvent.RecoveryAsked.class,
            USER,
            put(RECOVERY, USER).taking("code"),
            put(MAIL, MAIL).taking("address=email")),
        on(
            RecoveryEvent.OrganizationRecoveryAsked.class,
            ORGANIZATION,
            put(RECOVERY, ORGANIZATION),
            put(MAIL, MAIL).taking("address=email")),
        on(
            RecoveryEvent.RecoveryUsed.class,
            USER,
            account.with("verified", true),
            end(RECOVERY, USER)));
  }

  private static List<Map.Entry<Class<? extends Event>, Meaning>> others() {
    Effect policy = put(POLICY, "policy").taking("terms");
    return List.of(
        on(
            NotificationEvent.NotificationMarked.class,
            "",
            put("notification", "notification").taking("dismissed")),
        on(
            NotificationEvent.QuotaLimitReached.class,
            NAMESPACE,
            put("quota-alarm", "limit").taking("quota", "namespace", "type", "percent", "notice")),
        on(NotificationEvent.QuotaLimitLeft.class, NAMESPACE, end("quota-alarm", "limit")),
        on(
            MessageEvent.GlobalMessageCreated.class,
            "",
            put(MESSAGE, "message").taking("uuid", "content", "severity", "mediaType")),
        on(MessageEvent.GlobalMessageDeleted.class, "", end(MESSAGE, "message")),
        on(AutoPruneEvent.AutoPrunePolicyCreated.class, NAMESPACE, policy),
        on(AutoPruneEvent.AutoPrunePolicyChanged.class, NAMESPACE, policy),
        on(AutoPruneEvent.AutoPrunePolicyDeleted.class, NAMESPACE, end(POLICY, "policy")),
        on(
            LogExportEvent.RepositoryLogExportRequested.class,
            NAMESPACE,
            put("log-export", "export")
                .taking(
                    "exportId",
                    "repository",
                    "requester",
                    "start",
                    "end",
                    "callbackUrl",
                    "callbackEmail")
                .with("ready", false)),
        on(LogExportEvent.RepositoryLogExportRefused.class, NAMESPACE),
        on(
            OwnershipEvent.UserConverted.class,
            ORGANIZATION,
            put(ACCOUNT, ORGANIZATION).with("kind", "ORGANIZATION"),
            endEach(
                "account-permission team-member access-token authorization-code app-token",
                "account=organization"),
            put("team", "team")
                .with("name", "owners")
                .with("role", "ADMIN")
                .with("description", ""),
            put("team-member", "team", "owner").taking("membership")));
  }
}
