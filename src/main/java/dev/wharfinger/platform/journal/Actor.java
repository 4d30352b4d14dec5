package dev.wharfinger.platform.journal;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.vault.Personal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who requested a change, as recorded in the audit trail.
 *
 * @param account the acting account; null for a caller without one and for the service itself
 * @param name its name at the time; null without an account
 * @param address the client's IP address; null for the service itself
 * @param userAgent the client's {@code User-Agent}; null when it sent none
 * @param token the row id of the OAuth token; null without one
 * @param clientId the client id of the token's application; null without one
 * @param application that application's name at the time
 */
public record Actor(
    @Nullable AccountId account,
    @Nullable Personal name,
    @Nullable Personal address,
    @Nullable Personal userAgent,
    @Nullable Long token,
    @Nullable String clientId,
    @Nullable String application) {

  /** The service itself: scheduled work, recovery. */
  public static final Actor SERVICE = new Actor(null, null, null, null, null, null, null);

  /** A caller without an account. */
  public static Actor anonymous(String address, @Nullable String userAgent, UUID key) {
    return new Actor(
        null,
        null,
        new Personal.Known(address, key),
        userAgent == null ? null : new Personal.Known(userAgent, key),
        null,
        null,
        null);
  }
}
