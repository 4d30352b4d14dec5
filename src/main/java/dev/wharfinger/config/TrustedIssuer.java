package dev.wharfinger.config;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * Somebody else whose signed tokens count as credentials.
 *
 * @param issuer the {@code iss} claim, compared literally
 * @param keySet where the issuer publishes its public keys (a JWK set)
 */
public record TrustedIssuer(String issuer, URI keySet) {

  static final String ALLOWED = "issuer=url, the url of the issuer's JWK set, with http or https";

  /**
   * Reads {@code issuer=url}.
   *
   * @throws IllegalArgumentException if the text is none
   */
  public static TrustedIssuer parse(String text) {
    int end = text.indexOf('=');
    if (end < 1) {
      throw new IllegalArgumentException("not " + ALLOWED);
    }
    try {
      URI keySet = new URI(text.substring(end + 1).strip());
      boolean web = "http".equals(keySet.getScheme()) || "https".equals(keySet.getScheme());
      if (!web || keySet.getHost() == null) {
        throw new IllegalArgumentException("not " + ALLOWED);
      }
      return new TrustedIssuer(text.substring(0, end).strip(), keySet);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("not " + ALLOWED, e);
    }
  }
}
