package dev.wharfinger.platform.vault;

import java.util.UUID;

/**
 * A personal datum or a secret inside an event. In memory it is plain; in the journal it is sealed
 * with the key of its subject, and with that key it goes (crypto-shredding).
 */
public sealed interface Personal {

  /** The key of the subject that the datum belongs to. */
  UUID key();

  /** The datum, readable. */
  record Known(String value, UUID key) implements Personal {
    /** Keeps the datum out of every log line. */
    @Override
    public String toString() {
      return "Known[***]";
    }
  }

  /**
   * A datum that was left sealed.
   *
   * @param context what it was sealed for; it opens with nothing else
   * @param box base64 of nonce, ciphertext and tag
   */
  record Sealed(UUID key, String context, String box) implements Personal {}

  /** The subject was erased; what it was cannot be known any more. */
  record Erased(UUID key) implements Personal {}

  /** The datum, or what stands in its place once the subject is erased. */
  default String orElse(String erased) {
    return switch (this) {
      case Known known -> known.value();
      case Erased _ -> erased;
      case Sealed _ -> throw new IllegalStateException("a sealed value is not open");
    };
  }
}
