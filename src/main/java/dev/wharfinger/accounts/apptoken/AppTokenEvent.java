package dev.wharfinger.accounts.apptoken;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.EventName;
import dev.wharfinger.platform.vault.Personal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The events of application-specific tokens. Source: contract sessions 2.4. */
public sealed interface AppTokenEvent extends Event {

  /**
   * A user created a token for an application of their own.
   *
   * @param account the user's account id
   * @param title its title, chosen by the user
   * @param code in the form of {@link dev.wharfinger.platform.vault.ReadableSecrets}
   * @param expires null for a token that does not expire
   */
  @EventName("app-token-created.v1")
  record AppTokenCreated(
      long token,
      UUID uuid,
      AccountId account,
      Personal title,
      Personal code,
      @Nullable Instant expires)
      implements AppTokenEvent {}

  /** A user revoked one of their tokens. */
  @EventName("app-token-revoked.v1")
  record AppTokenRevoked(long token, UUID uuid, AccountId account, Personal title)
      implements AppTokenEvent {}
}
