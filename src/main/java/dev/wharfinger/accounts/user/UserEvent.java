package dev.wharfinger.accounts.user;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.EventName;
import dev.wharfinger.platform.vault.Personal;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The events of a user. Source: contract superuser 2, neighbours 2. */
public sealed interface UserEvent extends Event {

  /** The user's account id. */
  AccountId user();

  /** How a user was created; the usage log depends on it. */
  enum Origin {
    /** {@code POST /user/initialize} on an empty registry. */
    INITIALIZED,
    /** {@code POST /superuser/users/}. */
    INSTALLED,
    /** {@code POST /user/}, by signing up. */
    SIGNED_UP
  }

  /**
   * A user was created.
   *
   * @param subjectKey the key of the user's personal data
   * @param email as given; null without one
   * @param emailStandIn placeholder for a missing e-mail, from which the avatar is derived
   * @param passwordHash bcrypt, in the modular crypt form
   * @param tagExpirationSeconds the initial time machine window
   */
  @EventName("user-created.v1")
  record UserCreated(
      AccountId user,
      Personal name,
      UUID subjectKey,
      @Nullable Personal email,
      UUID emailStandIn,
      Personal passwordHash,
      boolean verified,
      long tagExpirationSeconds,
      Origin origin)
      implements UserEvent {}

  /**
   * The password was replaced.
   *
   * @param passwordHash bcrypt, in the modular crypt form
   */
  @EventName("user-password-changed.v1")
  record UserPasswordChanged(AccountId user, Personal name, Personal passwordHash)
      implements UserEvent {}

  /**
   * The e-mail was set, possibly to what it was, and counts as verified.
   *
   * @param emailStandIn unique placeholder for it once the user is erased
   */
  @EventName("user-email-changed.v1")
  record UserEmailChanged(AccountId user, Personal email, Personal oldEmail, UUID emailStandIn)
      implements UserEvent {}

  /** The user was enabled, possibly as before. */
  @EventName("user-enabled.v1")
  record UserEnabled(AccountId user, Personal name) implements UserEvent {}

  /** The user was disabled, possibly as before: their tokens are not accepted. */
  @EventName("user-disabled.v1")
  record UserDisabled(AccountId user, Personal name) implements UserEvent {}

  /**
   * The user was deleted with everything that belonged to the account, and is to be erased.
   *
   * @param subjectKey the key of the user's personal data, destroyed soon after
   */
  @EventName("user-deleted.v1")
  record UserDeleted(AccountId user, Personal name, UUID subjectKey) implements UserEvent {

    @Override
    public Optional<UUID> erasedKey() {
      return Optional.of(subjectKey);
    }
  }
}
