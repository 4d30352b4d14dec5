package dev.wharfinger.platform.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.vault.MasterKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class JournalFrameTest {

  private static final String GENESIS = Head.GENESIS_HASH;
  private static final MasterKey MASTER = new MasterKey(new byte[MasterKey.BYTES]);
  private static final RecordMac MACS = new RecordMac(MASTER);

  @Test
  void readsWhatItWrote() {
    JournalFrame.Written written = JournalFrame.write(body(), MACS);
    assertThat(JournalFrame.read(written.bytes(), MACS))
        .hasValueSatisfying(frame -> {
          assertThat(frame.seq()).isEqualTo(3);
          assertThat(frame.prevHash()).isEqualTo(GENESIS);
          assertThat(frame.hash()).isEqualTo(written.hash());
          assertThat(frame.body().get("text").textValue()).isEqualTo("Grüße \"in\" JSON 🙂");
        });
  }

  @Test
  void itsHashIsThatOfTheBytesWithoutTheHash() throws Exception {
    JournalFrame.Written written = JournalFrame.write(body(), MACS);
    String text = new String(written.bytes(), StandardCharsets.UTF_8);
    String rest = "{" + text.substring("{'hash':'',".length() + 64);
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(rest.getBytes(StandardCharsets.UTF_8));
    assertThat(written.hash()).isEqualTo(HexFormat.of().formatHex(digest));
    assertThat(rest).startsWith("{\"mac\":\"");
  }

  @Test
  void itsCodeIsThatOfTheBytesWithoutHashAndCode() throws Exception {
    String text = new String(JournalFrame.write(body(), MACS).bytes(), StandardCharsets.UTF_8);
    String code = text.substring("{'hash':'','mac':'".length() + 64).substring(0, 64);
    String rest = "{" + text.substring("{'hash':'','mac':'',".length() + 128);
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(MASTER.derive("journal-mac"), "HmacSHA256"));
    assertThat(code)
        .isEqualTo(HexFormat.of().formatHex(mac.doFinal(rest.getBytes(StandardCharsets.UTF_8))));
    assertThat(rest).startsWith("{\"macKey\":\"" + MASTER.id() + "\",\"seq\":3");
  }

  @Test
  void takesARecordWithAnyByteAlteredForNothing() {
    byte[] bytes = JournalFrame.write(body(), MACS).bytes();
    for (int i = 0; i < bytes.length; i++) {
      byte[] altered = bytes.clone();
      altered[i] ^= 1;
      assertThat(JournalFrame.read(altered, MACS)).as("byte %d", i).isEmpty();
    }
  }

  @Test
  void takesARecordWithMissingOrAdditionalBytesForNothing() {
    byte[] bytes = JournalFrame.write(body(), MACS).bytes();
    for (int length = 0; length < bytes.length; length++) {
      assertThat(JournalFrame.read(Arrays.copyOf(bytes, length), MACS)).isEmpty();
    }
    assertThat(JournalFrame.read(Arrays.copyOf(bytes, bytes.length + 1), MACS)).isEmpty();
  }

  @Test
  void takesARecordOfAnotherKeyForNothingAndSaysSo() {
    byte[] other = new byte[MasterKey.BYTES];
    other[0] = 1;
    byte[] bytes = JournalFrame.write(body(), new RecordMac(new MasterKey(other))).bytes();
    assertThat(JournalFrame.read(bytes, MACS)).isEmpty();
    assertThat(JournalFrame.isOfAnotherKey(bytes, MACS)).isTrue();
    assertThat(JournalFrame.isOfAnotherKey(JournalFrame.write(body(), MACS).bytes(), MACS))
        .isFalse();
    bytes[bytes.length - 2] ^= 1;
    assertThat(JournalFrame.isOfAnotherKey(bytes, MACS)).isFalse();
  }

  @Test
  void takesForeignBytesForNothing() {
    for (String foreign :
        List.of(
            "",
            "{}",
            "garbage",
            "{\"seq\":1}",
            "{\"hash\":\"",
            "{\"hash\":\"" + GENESIS + "\",\"x\":1}",
            "x".repeat(5000),
            "[".repeat(1_000_000))) {
      byte[] bytes = foreign.getBytes(StandardCharsets.UTF_8);
      assertThat(JournalFrame.read(bytes, MACS)).isEmpty();
      assertThat(JournalFrame.isOfAnotherKey(bytes, MACS)).isFalse();
    }
  }

  @Test
  void takesAnObjectOfAnotherShapeForNothing() {
    ObjectNode shapeless = JsonNodeFactory.instance.objectNode().put("seq", "3");
    assertThat(JournalFrame.read(JournalFrame.write(shapeless, MACS).bytes(), MACS)).isEmpty();
  }

  private static ObjectNode body() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("seq", 3)
        .put("prevHash", GENESIS)
        .put("text", "Grüße \"in\" JSON 🙂");
  }
}
