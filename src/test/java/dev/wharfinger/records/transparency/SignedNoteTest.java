package dev.wharfinger.records.transparency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedNoteTest {

  /** The example that the documentation of Go's note package has. */
  private static final String KEY =
      "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

  private static final String TEXT =
      "If you think cryptography is the answer to your problem,\n"
          + "then you don't know what your problem is.\n";
  private static final String NOTE =
      TEXT
          + "\n\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

  private static final Ed25519PrivateKeyParameters OWN =
      new Ed25519PrivateKeyParameters(new byte[32], 0);

  @Test
  void opensWhatOthersSigned() {
    VerifierKey key = VerifierKey.parse(KEY).orElseThrow();
    assertThat(key).hasToString(KEY);
    assertThat(SignedNote.open(NOTE, List.of(key))).contains(TEXT);
  }

  @Test
  void opensWhatItSignedByEachOfTheKeys() {
    Ed25519PrivateKeyParameters former = new Ed25519PrivateKeyParameters(new byte[33], 1);
    Ed25519PrivateKeyParameters other = new Ed25519PrivateKeyParameters(seed(3), 0);
    String note = SignedNote.sign("a\n1\nb\n", "log.example", List.of(OWN, other));
    for (Ed25519PrivateKeyParameters key : List.of(OWN, former, other)) {
      VerifierKey verifier = new VerifierKey("log.example", key.generatePublicKey());
      assertThat(SignedNote.open(note, List.of(verifier))).contains("a\n1\nb\n");
    }
    assertThat(
            SignedNote.open(
                note,
                List.of(
                    new VerifierKey("other.example", OWN.generatePublicKey()),
                    new VerifierKey(
                        "log.example",
                        new Ed25519PrivateKeyParameters(seed(4), 0).generatePublicKey()))))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeuman+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a3+AhpcgQ==",
        "PeterNeumann+c74f20a3",
        "+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        ""
      })
  void readsNoOtherKeys(String key) {
    assertThat(VerifierKey.parse(key)).isEmpty();
  }

  @Test
  void opensNothingThatWasChanged() {
    VerifierKey key = VerifierKey.parse(KEY).orElseThrow();
    for (int at = 0; at < NOTE.length(); at++) {
      String changed = NOTE.substring(0, at) + "#" + NOTE.substring(at + 1);
      assertThat(SignedNote.open(changed, List.of(key))).as(changed).isEmpty();
    }
    assertThat(SignedNote.open("", List.of(key))).isEmpty();
    assertThat(SignedNote.open(NOTE.repeat(100), List.of(key))).isEmpty();
  }

  @Test
  void holdsACheckpoint() {
    Checkpoint checkpoint = Checkpoint.of("log.example", 17, MerkleHash.empty());
    assertThat(Checkpoint.parse(checkpoint.text())).contains(checkpoint);
    assertThat(Checkpoint.parse(checkpoint.text() + "extension\n")).contains(checkpoint);
    for (String text :
        List.of(
            "",
            "log.example\n17\n",
            checkpoint.text().replace("17", "-1"),
            checkpoint.text().replace("17", "017"),
            checkpoint.text().replace("17", "9999999999999999999"),
            checkpoint.text().replace("=", ""),
            "\n17\n" + checkpoint.root() + "\n")) {
      assertThat(Checkpoint.parse(text)).as(text).isEmpty();
    }
  }

  private static byte[] seed(int value) {
    byte[] seed = new byte[32];
    seed[0] = (byte) value;
    return seed;
  }
}
