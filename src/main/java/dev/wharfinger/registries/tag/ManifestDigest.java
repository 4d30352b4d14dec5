package dev.wharfinger.registries.tag;

import io.vertx.core.buffer.Buffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Digests of contents (OCI image specification). */
final class ManifestDigest {

  /** In a path. Source: contract repositories 0.3. */
  static final String ROUTE = "/manifest/{manifestref: [A-Za-z0-9_+.-]++:[A-Fa-f0-9]+}";

  private ManifestDigest() {}

  /** The digest of a content, by the usual algorithm. */
  static String of(Buffer content) {
    try {
      return "sha256:"
          + HexFormat.of()
              .formatHex(MessageDigest.getInstance("SHA-256").digest(content.getBytes()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether it is the digest of this content, by one of the algorithms that registries use. */
  static boolean isOf(Buffer content, String digest) {
    int colon = digest.indexOf(':');
    try {
      MessageDigest algorithm =
          MessageDigest.getInstance(
              switch (digest.substring(0, colon)) {
                case "sha256" -> "SHA-256";
                case "sha512" -> "SHA-512";
                default -> throw new NoSuchAlgorithmException();
              });
      return HexFormat.of()
          .formatHex(algorithm.digest(content.getBytes()))
          .equals(digest.substring(colon + 1));
    } catch (NoSuchAlgorithmException _) {
      return false;
    }
  }
}
