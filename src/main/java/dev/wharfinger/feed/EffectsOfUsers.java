package dev.wharfinger.feed;

import static dev.wharfinger.feed.Effect.end;
import static dev.wharfinger.feed.Effect.put;
import static dev.wharfinger.feed.Effects.on;

import dev.wharfinger.autoprune.AutoPruneEvent;
import dev.wharfinger.feed.Effect.Meaning;
import dev.wharfinger.journal.Event;
import dev.wharfinger.message.MessageEvent;
import dev.wharfinger.notification.NotificationEvent;
import dev.wharfinger.user.ConfirmationEvent;
import dev.wharfinger.user.OwnAccountEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What users do to their own accounts, and what they are told. */
final class EffectsOfUsers {

  private static final String USER = "user";
  private static final String MAIL = "mail";
  private static final String POLICY = "policy";
  private static final String AUTO_PRUNE_POLICY = "auto-prune-policy";

  private EffectsOfUsers() {}

  static List<Map.Entry<Class<? extends Event>, Meaning>> all() {
    List<Map.Entry<Class<? extends Event>, Meaning>> all = new ArrayList<>();
    all.addAll(ownAccounts());
    all.addAll(notices());
    all.addAll(policies());
    return all;
  }

  private static List<Map.Entry<Class<? extends Event>, Meaning>> ownAccounts() {
    Effect account = put("account", USER);
    return List.of(
        on(OwnAccountEvent.UserPrompted.class, USER, account.taking("prompts")),
        on(
            OwnAccountEvent.OwnPasswordChanged.class,
            USER,
            account.taking("passwordHash"),
            put(MAIL, "notice.mail").taking("address=notice.address")),
        on(
            OwnAccountEvent.OwnEmailChanged.class,
            USER,
            account.taking("email", "emailStandIn").with("verified", true),
            end("email-change", USER)),
        on(OwnAccountEvent.OwnInvoiceEmailSet.class, USER, account.taking("invoiceEmail")),
        on(
            OwnAccountEvent.OwnInvoiceAddressChanged.class,
            USER,
            account.taking("invoiceAddress=address")),
        on(OwnAccountEvent.OwnTagExpirationSet.class, USER, account.taking("tagExpirationSeconds")),
        on(
            OwnAccountEvent.OwnDetailsChanged.class,
            USER,
            put("account-detail", USER, "field").taking("value").at("details")),
        on(OwnAccountEvent.UserRenamed.class, USER, account.taking("name")),
        on(
            ConfirmationEvent.EmailChangeAsked.class,
            USER,
            put("email-change", USER).taking("code", "email"),
            put(MAIL, MAIL).taking("address=email")));
  }

  private static List<Map.Entry<Class<? extends Event>, Meaning>> notices() {
    return List.of(
        on(
            NotificationEvent.NotificationMarked.class,
            "",
            put("notification", "notification").taking("dismissed")),
        on(
            MessageEvent.GlobalMessageCreated.class,
            "",
            put("global-message", "message").taking("uuid", "content", "severity", "mediaType")),
        on(MessageEvent.GlobalMessageDeleted.class, "", end("global-message", "message")));
  }

  private static List<Map.Entry<Class<? extends Event>, Meaning>> policies() {
    Effect policy =
        put(AUTO_PRUNE_POLICY, POLICY)
            .taking(
                "namespace",
                "method=terms.method",
                "value=terms.value",
                "tagPattern=terms.tagPattern",
                "tagPatternMatches=terms.tagPatternMatches");
    return List.of(
        on(AutoPruneEvent.AutoPrunePolicyCreated.class, "namespace", policy),
        on(AutoPruneEvent.AutoPrunePolicyChanged.class, "namespace", policy),
        on(
            AutoPruneEvent.AutoPrunePolicyDeleted.class,
            "namespace",
            end(AUTO_PRUNE_POLICY, POLICY)));
  }
}
