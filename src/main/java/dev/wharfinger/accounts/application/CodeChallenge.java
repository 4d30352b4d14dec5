package dev.wharfinger.accounts.application;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Proof Key for Code Exchange (RFC 7636): only the client that requested the code can exchange it.
 * The method is S256; {@code plain} would reveal the key to anyone who sees the request.
 */
final class CodeChallenge {

  static final String METHOD = "S256";

  private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

  private CodeChallenge() {}

  /** Whether the parameters of a request for a code are valid; it is valid to send none. */
  static boolean isSound(Optional<String> challenge, Optional<String> method) {
    return challenge.isEmpty()
        ? method.isEmpty()
        : CHALLENGE.matcher(challenge.get()).matches() && method.filter(METHOD::equals).isPresent();
  }

  /**
   * Whether a verifier matches a challenge. A verifier without a challenge never matches: the
   * challenge was removed from the request (RFC 9700 2.1.1).
   */
  static boolean fits(@Nullable String challenge, Optional<String> verifier) {
    if (challenge == null || verifier.isEmpty()) {
      return challenge == null && verifier.isEmpty();
    }
    byte[] made =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encode(sha256(verifier.get().getBytes(StandardCharsets.US_ASCII)));
    return VERIFIER.matcher(verifier.get()).matches()
        && MessageDigest.isEqual(made, challenge.getBytes(StandardCharsets.US_ASCII));
  }

  /** The digest under which a code is stored. */
  static String digest(String code) {
    return HexFormat.of().formatHex(sha256(code.getBytes(StandardCharsets.UTF_8)));
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
