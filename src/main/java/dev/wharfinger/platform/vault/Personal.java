package dev.wharfinger.platform.vault;

import java.util.UUID;

/**
 * A personal value or a secret inside an event. In memory it is plain text; in the journal it is
 * sealed with the key of its subject, and becomes unreadable when that key is destroyed
 * (crypto-shredding).
 */
public sealed interface Personal {

  /** The key of the subject that the value belongs to. */
  UUID key();

  /** A readable value. */
  record Known(String value, UUID key) implements Personal {
    /** Keeps the value out of logs. */
    @Override
    public String toString() {
      return "Known[***]";
    }
  }

  /**
   * A value that was left sealed.
   *
   * @param context what it was sealed for; it opens with nothing else
   * @param box base64 of nonce, ciphertext and tag
   */
  record Sealed(UUID key, String context, String box) implements Personal {}

  /** The subject was erased; the value can no longer be read. */
  record Erased(UUID key) implements Personal {}

  /** The value, or a substitute once the subject is erased. */
  default String orElse(String erased) {
    return switch (this) {
      case Known known -> known.value();
      case Erased _ -> erased;
      case Sealed _ -> throw new IllegalStateException("a sealed value is not open");
    };
  }
}
