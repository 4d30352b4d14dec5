package dev.wharfinger.accounts.user;

import dev.wharfinger.accounts.user.OwnAccountEvent.Detail;
import dev.wharfinger.accounts.user.OwnAccountEvent.Field;
import dev.wharfinger.accounts.user.OwnAccountEvent.Notice;
import dev.wharfinger.accounts.user.OwnAccountEvent.OwnDetailsChanged;
import dev.wharfinger.accounts.user.OwnAccountEvent.OwnEmailChanged;
import dev.wharfinger.accounts.user.OwnAccountEvent.OwnInvoiceAddressChanged;
import dev.wharfinger.accounts.user.OwnAccountEvent.OwnInvoiceEmailSet;
import dev.wharfinger.accounts.user.OwnAccountEvent.OwnPasswordChanged;
import dev.wharfinger.accounts.user.OwnAccountEvent.OwnTagExpirationSet;
import dev.wharfinger.accounts.user.OwnAccountEvent.UserRenamed;
import dev.wharfinger.platform.account.EmailAddress;
import dev.wharfinger.platform.account.NamespaceName;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.security.ReservedNames;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The changes that a user requests to their own account, all or nothing; refusals come in Quay's
 * order. Source: contract sessions 2.2.
 *
 * @param tagExpiration also empty if time machines cannot be changed
 * @param invoiceAddress an empty text stands for null
 * @param confirmation the code of the mail that confirms a new e-mail, if mail is enabled
 * @param details also empty if accounts have no profile details
 */
record OwnChange(
    AccountId account,
    Optional<NewPassword> password,
    Optional<Boolean> invoiceEmail,
    Optional<BigInteger> tagExpiration,
    Set<Long> tagExpirationOptions,
    Optional<Optional<String>> invoiceAddress,
    Optional<String> email,
    Optional<Confirmation> confirmation,
    UUID emailStandIn,
    Map<Field, Optional<String>> details,
    Optional<String> username,
    Renaming renaming)
    implements Command<OwnState> {

  /**
   * A new password.
   *
   * @param issue what is wrong with it; if present, there is no hash
   */
  record NewPassword(String hash, Optional<String> issue) {
    /** Keeps the hash out of logs. */
    @Override
    public String toString() {
      return "NewPassword[***]";
    }
  }

  /**
   * Who may be renamed, and to what.
   *
   * @param everybody FEATURE_USER_RENAME
   * @param prompted FEATURE_USERNAME_CONFIRMATION: users who are asked to
   * @param reserved names that accounts cannot give themselves
   */
  record Renaming(boolean everybody, boolean prompted, ReservedNames reserved) {}

  @Override
  public Uni<OwnState> load(SqlConnection connection) {
    return OwnState.load(connection, account, email.orElse(""), username.orElse(""));
  }

  @Override
  public Decision decide(OwnState state, Ids ids) {
    return switch (state) {
      case OwnState.Gone _ -> Decision.reject(CommonRejection.NOT_SIGNED_IN);
      case OwnState.Present user ->
          issue(user).map(Decision::reject).orElseGet(() -> Decision.accept(events(user, ids)));
    };
  }

  private Optional<UserRejection> issue(OwnState.Present user) {
    Optional<String> passwordIssue = password.flatMap(NewPassword::issue);
    if (passwordIssue.isPresent()) {
      return passwordIssue.map(UserRejection.InvalidOwnPassword::new);
    }
    if (tagExpiration.isPresent()
        && (tagExpiration.get().bitLength() > 62
            || !tagExpirationOptions.contains(tagExpiration.get().longValue()))) {
      return Optional.of(UserRejection.Simple.UNKNOWN_TAG_EXPIRATION);
    }
    if (email.isPresent() && user.wantedEmailTaken()) {
      return Optional.of(UserRejection.Simple.OWN_EMAIL_TAKEN);
    }
    return newName(user).flatMap(name -> nameIssue(name, user));
  }

  private Optional<UserRejection> nameIssue(String name, OwnState.Present user) {
    if (user.wantedNameTaken() || renaming.reserved().isReserved(name)) {
      return Optional.of(UserRejection.Simple.OWN_NAME_TAKEN);
    }
    return NamespaceName.issue(name).map(text -> new UserRejection.InvalidOwnName(name, text));
  }

  /** The new name; one that the user may not choose is ignored. */
  private Optional<String> newName(OwnState.Present user) {
    boolean may =
        renaming.everybody()
            || (renaming.prompted() && user.prompts().contains("confirm_username"));
    return username.filter(_ -> may);
  }

  private List<Event> events(OwnState.Present user, Ids ids) {
    List<Event> events = new ArrayList<>();
    password.ifPresent(it ->
        events.add(
            new OwnPasswordChanged(
                account, user.personal(it.hash()), notice(user, ids).orElse(null))));
    invoiceEmail.ifPresent(it -> events.add(new OwnInvoiceEmailSet(account, it)));
    tagExpiration.ifPresent(it -> events.add(new OwnTagExpirationSet(account, it.longValue())));
    invoiceAddress.ifPresent(it ->
        events.add(new OwnInvoiceAddressChanged(account, it.map(user::personal).orElse(null))));
    email.ifPresent(it -> events.add(emailEvent(it, user, ids)));
    if (!details.isEmpty()) {
      events.add(
          new OwnDetailsChanged(
              account,
              details.entrySet().stream()
                  .map(entry ->
                      new Detail(entry.getKey(), entry.getValue().map(user::personal).orElse(null)))
                  .toList()));
    }
    newName(user)
        .ifPresent(
            name -> events.add(new UserRenamed(account, user.sealedName(), user.personal(name))));
    return events;
  }

  private Event emailEvent(String wanted, OwnState.Present user, Ids ids) {
    return confirmation
        .<Event>map(code -> code.ofChange(account, ids, user.sealedName(), user.personal(wanted)))
        .orElseGet(() ->
            new OwnEmailChanged(
                account, user.personal(wanted), user.personal(user.email()), emailStandIn));
  }

  /** The mail about a changed password, if mail is enabled and the user has an e-mail. */
  private Optional<Notice> notice(OwnState.Present user, Ids ids) {
    return confirmation
        .filter(_ -> EmailAddress.isValid(user.email()))
        .map(_ -> new Notice(ids.next(), user.personal(user.email()), user.sealedName()));
  }
}
