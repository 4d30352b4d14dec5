package dev.wharfinger.platform.security;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Name and secret from an {@code Authorization} header (RFC 7617), of a user or of a client of the
 * token endpoint.
 */
public record BasicCredentials(String name, String secret) {

  /** The credentials in a header; empty for another scheme and for malformed ones. */
  public static Optional<BasicCredentials> of(String authorization) {
    String[] parts = authorization.strip().split("\\s+", -1);
    return parts.length == 2 && parts[0].equalsIgnoreCase("basic")
        ? decoded(parts[1])
        : Optional.empty();
  }

  private static Optional<BasicCredentials> decoded(String base64) {
    try {
      byte[] bytes = Base64.getDecoder().decode(base64);
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      int colon = text.indexOf(':');
      return colon < 0 || text.indexOf('\0') >= 0
          ? Optional.empty()
          : Optional.of(new BasicCredentials(text.substring(0, colon), text.substring(colon + 1)));
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** Keeps the secret out of logs. */
  @Override
  public String toString() {
    return "BasicCredentials[***]";
  }
}
