package dev.wharfinger.accounts.user;

import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.EventName;
import dev.wharfinger.platform.vault.Personal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a user can do to his own account. Source: contract sessions 2.1, 2.2. */
public sealed interface OwnAccountEvent extends Event {

  /** The user's account id. */
  long user();

  /**
   * He is asked for something, until he tells it.
   *
   * @param prompts in Quay's words, such as {@code enter_name}
   */
  @EventName("user-prompted.v1")
  record UserPrompted(long user, List<String> prompts) implements OwnAccountEvent {
    public UserPrompted {
      prompts = List.copyOf(prompts);
    }
  }

  /**
   * He chose another password.
   *
   * @param passwordHash bcrypt, in the modular crypt form
   * @param notice the mail that tells him; null without one
   */
  @EventName("own-password-changed.v1")
  record OwnPasswordChanged(long user, Personal passwordHash, @Nullable Notice notice)
      implements OwnAccountEvent {}

  /**
   * A mail to be sent.
   *
   * @param name the user's name at the time
   */
  record Notice(long mail, Personal address, Personal name) {}

  /**
   * He has another e-mail, which counts as verified.
   *
   * @param emailStandIn what stands for it once the user is erased, unlike any other
   */
  @EventName("own-email-changed.v1")
  record OwnEmailChanged(long user, Personal email, Personal oldEmail, UUID emailStandIn)
      implements OwnAccountEvent {}

  /** He wants bills by mail or not, possibly as before. */
  @EventName("own-invoice-email-set.v1")
  record OwnInvoiceEmailSet(long user, boolean invoiceEmail) implements OwnAccountEvent {}

  /**
   * He wants bills at another address.
   *
   * @param address as sent; empty or null for none
   */
  @EventName("own-invoice-address-changed.v1")
  record OwnInvoiceAddressChanged(long user, @Nullable Personal address)
      implements OwnAccountEvent {}

  /** His time machine has this window, possibly as before. */
  @EventName("own-tag-expiration-set.v1")
  record OwnTagExpirationSet(long user, long tagExpirationSeconds) implements OwnAccountEvent {}

  /** What a user may tell of himself. */
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
   * One of these things.
   *
   * @param told null when he takes it back
   */
  record Detail(Field field, @Nullable Personal told) {}

  /** He told something of himself, and is not asked for it any more. */
  @EventName("own-details-changed.v1")
  record OwnDetailsChanged(long user, List<Detail> details) implements OwnAccountEvent {
    public OwnDetailsChanged {
      details = List.copyOf(details);
    }
  }

  /** He chose another name; his robots follow. */
  @EventName("user-renamed.v1")
  record UserRenamed(long user, Personal oldName, Personal name) implements OwnAccountEvent {}
}
