package dev.wharfinger.platform.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * An external issuer whose signed tokens are accepted as credentials if they are intended for this
 * installation: without an audience or a client, a token made for any other application of the same
 * issuer would be accepted. Source: contract common 2.1, identity 3.5.
 *
 * @param issuer the {@code iss} claim, compared literally
 * @param keySet where the issuer publishes its public keys (a JWK set)
 * @param audiences a token's {@code aud} must contain one of them; empty if only clients are
 *     configured
 * @param clients a token's {@code azp}, or {@code client_id} (RFC 9068), must be one of them; empty
 *     for any
 * @param claim the claim that identifies the user
 */
public record TrustedIssuer(
    String issuer, URI keySet, Set<String> audiences, Set<String> clients, String claim) {

  static final String ALLOWED =
      "issuer=url;audience=name, the url of the issuer's JWK set, with http or https, and at least"
          + " one audience=name or client=id; claim=name may follow";

  /** The claim that identifies the user by default. */
  private static final String SUBJECT = "sub";

  public TrustedIssuer {
    audiences = Set.copyOf(audiences);
    clients = Set.copyOf(clients);
  }

  /**
   * Parses {@code issuer=url;audience=name;client=id;claim=name}.
   *
   * @throws IllegalArgumentException if the text is malformed
   */
  public static TrustedIssuer parse(String text) {
    List<String> parts = List.of(text.split(";", -1));
    String first = parts.getFirst();
    int end = first.indexOf('=');
    if (end < 1) {
      throw unreadable();
    }
    Set<String> audiences = new LinkedHashSet<>();
    Set<String> clients = new LinkedHashSet<>();
    Set<String> claims = new LinkedHashSet<>();
    for (String part : parts.subList(1, parts.size())) {
      int sign = part.indexOf('=');
      String value = part.substring(sign + 1).strip();
      if (sign < 1 || value.isEmpty()) {
        throw unreadable();
      }
      switch (part.substring(0, sign).strip()) {
        case "audience" -> audiences.add(value);
        case "client" -> clients.add(value);
        case "claim" -> claims.add(value);
        default -> throw unreadable();
      }
    }
    if ((audiences.isEmpty() && clients.isEmpty()) || claims.size() > 1) {
      throw unreadable();
    }
    return new TrustedIssuer(
        first.substring(0, end).strip(),
        keySet(first.substring(end + 1).strip()),
        audiences,
        clients,
        claims.stream().findFirst().orElse(SUBJECT));
  }

  private static URI keySet(String text) {
    try {
      URI keySet = new URI(text);
      boolean web = "http".equals(keySet.getScheme()) || "https".equals(keySet.getScheme());
      if (!web || keySet.getHost() == null) {
        throw unreadable();
      }
      return keySet;
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("not " + ALLOWED, e);
    }
  }

  private static IllegalArgumentException unreadable() {
    return new IllegalArgumentException("not " + ALLOWED);
  }
}
