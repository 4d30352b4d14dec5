package dev.wharfinger.platform.security;

import dev.wharfinger.platform.id.AccountId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A browser session, which is stored entirely in a sealed cookie. Source: contract sessions 1.
 *
 * @param csrfToken sent by the service's own pages with every change; other sites do not know it
 * @param login empty for an anonymous session
 * @param renewed when it was last sent to the browser
 */
public record Session(String csrfToken, Optional<Login> login, Instant renewed) {

  /**
   * The sign-in of a user.
   *
   * @param key the id of the key of the user's personal data, unique to the user
   * @param epoch the user's session epoch at the time: when it increases, all their sessions end
   * @param at when the user signed in
   */
  public record Login(AccountId account, UUID key, long epoch, Instant at) {}

  /** The same session after signing out: the token stays. */
  public Session signedOut() {
    return new Session(csrfToken, Optional.empty(), renewed);
  }

  /** The same session, used later. */
  public Session renewed(Instant now) {
    return new Session(csrfToken, login, now);
  }

  /** Whether a request carries this session's CSRF token; compared in constant time. */
  public boolean accepts(Optional<String> presented) {
    return presented
        .filter(text ->
            MessageDigest.isEqual(
                text.getBytes(StandardCharsets.UTF_8), csrfToken.getBytes(StandardCharsets.UTF_8)))
        .isPresent();
  }

  /** Keeps the token out of logs. */
  @Override
  public String toString() {
    return "Session[***]";
  }
}
