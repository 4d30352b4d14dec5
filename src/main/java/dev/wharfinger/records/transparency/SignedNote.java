package dev.wharfinger.records.transparency;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/** Texts with signatures below them, one a line. Source: C2SP signed-note. */
final class SignedNote {

  /** Longer notes are not read, in characters. */
  private static final int MAX_CHARS = 16_384;

  private static final String SIGNATURES = "\n\n\u2014 ";

  private SignedNote() {}

  /** Signs a text with each of the keys. */
  static String sign(String text, String name, List<Ed25519PrivateKeyParameters> keys) {
    StringBuilder note = new StringBuilder(text).append('\n');
    for (Ed25519PrivateKeyParameters key : keys) {
      Ed25519Signer signer = new Ed25519Signer();
      signer.init(true, key);
      byte[] signed = text.getBytes(StandardCharsets.UTF_8);
      signer.update(signed, 0, signed.length);
      byte[] signature = signer.generateSignature();
      byte[] id = new VerifierKey(name, key.generatePublicKey()).id();
      byte[] line = Arrays.copyOf(id, id.length + signature.length);
      System.arraycopy(signature, 0, line, id.length, signature.length);
      note.append("\u2014 ").append(name).append(' ');
      note.append(Base64.getEncoder().encodeToString(line)).append('\n');
    }
    return note.toString();
  }

  /** The text of a note, if one of the keys signed it; lines by other keys are ignored. */
  static Optional<String> open(String note, Collection<VerifierKey> keys) {
    int end = note.length() > MAX_CHARS ? -1 : note.lastIndexOf(SIGNATURES);
    if (end < 0 || !note.endsWith("\n")) {
      return Optional.empty();
    }
    String text = note.substring(0, end + 1);
    return note.substring(end + 2)
            .lines()
            .anyMatch(line -> keys.stream().anyMatch(key -> isBy(key, text, line)))
        ? Optional.of(text)
        : Optional.empty();
  }

  private static boolean isBy(VerifierKey key, String text, String line) {
    String start = "\u2014 " + key.name() + " ";
    if (!line.startsWith(start)) {
      return false;
    }
    try {
      byte[] signature = Base64.getDecoder().decode(line.substring(start.length()));
      return signature.length == VerifierKey.ID_BYTES + Ed25519PrivateKeyParameters.SIGNATURE_SIZE
          && Arrays.equals(Arrays.copyOf(signature, VerifierKey.ID_BYTES), key.id())
          && key.verifies(
              text, Arrays.copyOfRange(signature, VerifierKey.ID_BYTES, signature.length));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
