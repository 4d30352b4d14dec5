package dev.wharfinger.accounts.user;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.EventName;
import dev.wharfinger.platform.vault.Personal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The events of users' changes to their own accounts. Source: contract sessions 2.1, 2.2. */
public sealed interface OwnAccountEvent extends Event {

  /** The user's account id. */
  AccountId user();

  /**
   * The user is asked for these details until they are provided.
   *
   * @param prompts in Quay's words, such as {@code enter_name}
   */
  @EventName("user-prompted.v1")
  record UserPrompted(AccountId user, List<String> prompts) implements OwnAccountEvent {
    public UserPrompted {
      prompts = List.copyOf(prompts);
    }
  }

  /**
   * The user changed the password.
   *
   * @param passwordHash bcrypt, in the modular crypt form
   * @param notice the mail that reports it; null without one
   */
  @EventName("own-password-changed.v1")
  record OwnPasswordChanged(AccountId user, Personal passwordHash, @Nullable Notice notice)
      implements OwnAccountEvent {}

  /**
   * A mail to be sent.
   *
   * @param name the user's name at the time
   */
  record Notice(long mail, Personal address, Personal name) {}

  /**
   * The user changed the e-mail, which counts as verified.
   *
   * @param emailStandIn unique placeholder for it once the user is erased
   */
  @EventName("own-email-changed.v1")
  record OwnEmailChanged(AccountId user, Personal email, Personal oldEmail, UUID emailStandIn)
      implements OwnAccountEvent {}

  /** Whether the user wants invoices by mail was set, possibly to what it was. */
  @EventName("own-invoice-email-set.v1")
  record OwnInvoiceEmailSet(AccountId user, boolean invoiceEmail) implements OwnAccountEvent {}

  /**
   * The address for the user's invoices changed.
   *
   * @param address as sent; empty or null for none
   */
  @EventName("own-invoice-address-changed.v1")
  record OwnInvoiceAddressChanged(AccountId user, @Nullable Personal address)
      implements OwnAccountEvent {}

  /** The user's time machine window was set, possibly to what it was. */
  @EventName("own-tag-expiration-set.v1")
  record OwnTagExpirationSet(AccountId user, long tagExpirationSeconds)
      implements OwnAccountEvent {}

  /** A profile detail of a user. */
  enum Field {
    GIVEN_NAME("given_name"),
    FAMILY_NAME("family_name"),
    COMPANY("company"),
    LOCATION("location");

    private final String word;

    Field(String word) {
      this.word = word;
    }

    /** The key on the wire, and the column. */
    public String word() {
      return word;
    }
  }

  /**
   * A profile detail with its value.
   *
   * @param told null if it was removed
   */
  record Detail(Field field, @Nullable Personal told) {}

  /** The user set profile details, and is not asked for them any more. */
  @EventName("own-details-changed.v1")
  record OwnDetailsChanged(AccountId user, List<Detail> details) implements OwnAccountEvent {
    public OwnDetailsChanged {
      details = List.copyOf(details);
    }
  }

  /** The user was renamed, along with their robots. */
  @EventName("user-renamed.v1")
  record UserRenamed(AccountId user, Personal oldName, Personal name) implements OwnAccountEvent {}
}
