package dev.wharfinger.platform.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The visit of a browser, which carries all of this itself, sealed, in a cookie. Source: contract
 * sessions 1.
 *
 * @param csrfToken what a page of ours sends along to change something, and no other site knows
 * @param login empty for a visit of nobody
 * @param renewed when the browser got it last
 */
public record Session(String csrfToken, Optional<Login> login, Instant renewed) {

  /**
   * A user who showed who he is.
   *
   * @param key the id of the key of his personal data, which nobody else ever has
   * @param epoch his session epoch at the time: when it moves on, all his sessions end
   * @param at when he did
   */
  public record Login(long account, UUID key, long epoch, Instant at) {}

  /** The same visit after signing out: the token stays. */
  public Session signedOut() {
    return new Session(csrfToken, Optional.empty(), renewed);
  }

  /** The same visit, used later. */
  public Session renewed(Instant now) {
    return new Session(csrfToken, login, now);
  }

  /** Whether a request carries this visit's token; compared in the same time whatever it is. */
  public boolean accepts(Optional<String> presented) {
    return presented
        .filter(text ->
            MessageDigest.isEqual(
                text.getBytes(StandardCharsets.UTF_8), csrfToken.getBytes(StandardCharsets.UTF_8)))
        .isPresent();
  }

  /** Keeps the token out of every log line. */
  @Override
  public String toString() {
    return "Session[***]";
  }
}
