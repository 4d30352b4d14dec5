package dev.wharfinger.records.transparency;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/**
 * A public key by which notes are verified, in the form that Go's {@code note} package gave it:
 * {@code <name>+<id>+<key>}. Source: C2SP signed-note.
 *
 * @param name of the signer
 * @param key Ed25519
 */
record VerifierKey(String name, Ed25519PublicKeyParameters key) {

  private static final byte ED25519 = 1;
  static final int ID_BYTES = 4;

  /** Reads the form that {@link #toString} writes. */
  static Optional<VerifierKey> parse(String text) {
    String[] parts = text.strip().split("\\+", 3);
    if (parts.length < 3 || !isName(parts[0])) {
      return Optional.empty();
    }
    try {
      byte[] typed = Base64.getDecoder().decode(parts[2]);
      if (typed.length != 1 + Ed25519PublicKeyParameters.KEY_SIZE || typed[0] != ED25519) {
        return Optional.empty();
      }
      VerifierKey read = new VerifierKey(parts[0], new Ed25519PublicKeyParameters(typed, 1));
      return HexFormat.of().formatHex(read.id()).equals(parts[1])
          ? Optional.of(read)
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Whether a name can stand in a note: it has neither white space nor a plus sign. */
  static boolean isName(String name) {
    return !name.isEmpty() && name.chars().noneMatch(it -> it == '+' || Character.isWhitespace(it));
  }

  /** What a signature line begins with, to tell keys of one name apart. */
  byte[] id() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
      return Arrays.copyOf(digest.digest(typed()), ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java runtime", e);
    }
  }

  private byte[] typed() {
    byte[] typed = new byte[1 + Ed25519PublicKeyParameters.KEY_SIZE];
    typed[0] = ED25519;
    key.encode(typed, 1);
    return typed;
  }

  boolean verifies(String text, byte[] signature) {
    Ed25519Signer verifier = new Ed25519Signer();
    verifier.init(false, key);
    byte[] signed = text.getBytes(StandardCharsets.UTF_8);
    verifier.update(signed, 0, signed.length);
    return verifier.verifySignature(signature);
  }

  @Override
  public String toString() {
    return name
        + "+"
        + HexFormat.of().formatHex(id())
        + "+"
        + Base64.getEncoder().encodeToString(typed());
  }
}
