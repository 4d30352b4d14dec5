package dev.wharfinger.user;

import dev.wharfinger.journal.Event;
import dev.wharfinger.vault.Personal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What can happen to a user. Source: contract superuser 2, neighbours 2. */
public sealed interface UserEvent extends Event {

  /** The user's account id. */
  long user();

  /** How a user came to be; the usage log depends on it. */
  enum Origin {
    /** {@code POST /user/initialize} on an empty registry. */
    INITIALIZED,
    /** {@code POST /superuser/users/}. */
    INSTALLED
  }

  /**
   * A user came to be.
   *
   * @param subjectKey the key of the user's personal data
   * @param email as given; null without one
   * @param emailStandIn what stands for a missing e-mail and feeds the avatar
   * @param passwordHash bcrypt, in the modular crypt form
   * @param tagExpirationSeconds the initial time machine window
   */
  record UserCreated(
      long user,
      Personal name,
      UUID subjectKey,
      @Nullable Personal email,
      UUID emailStandIn,
      Personal passwordHash,
      boolean verified,
      long tagExpirationSeconds,
      Origin origin)
      implements UserEvent {}
}
