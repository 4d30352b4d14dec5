package dev.wharfinger.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class JournalFrameTest {

  private static final String GENESIS = Head.GENESIS_HASH;

  @Test
  void readsWhatItWrote() {
    JournalFrame.Written written = JournalFrame.write(body());
    assertThat(JournalFrame.read(written.bytes()))
        .hasValueSatisfying(frame -> {
          assertThat(frame.seq()).isEqualTo(3);
          assertThat(frame.prevHash()).isEqualTo(GENESIS);
          assertThat(frame.hash()).isEqualTo(written.hash());
          assertThat(frame.body().get("text").textValue()).isEqualTo("Grüße \"in\" JSON 🙂");
        });
  }

  @Test
  void itsHashIsThatOfTheBytesWithoutTheHash() throws Exception {
    JournalFrame.Written written = JournalFrame.write(body());
    String text = new String(written.bytes(), StandardCharsets.UTF_8);
    String rest = "{" + text.substring("{'hash':'',".length() + 64);
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(rest.getBytes(StandardCharsets.UTF_8));
    assertThat(written.hash()).isEqualTo(HexFormat.of().formatHex(digest));
  }

  @Test
  void noticesEveryAlteredByteAfterItsMark() {
    byte[] bytes = JournalFrame.write(body()).bytes();
    for (int i = "{'hash':'".length(); i < bytes.length; i++) {
      byte[] altered = bytes.clone();
      altered[i] ^= 1;
      assertThatThrownBy(() -> JournalFrame.read(altered))
          .as("byte %d", i)
          .isInstanceOf(JournalFrame.CorruptRecord.class);
    }
  }

  @Test
  void noticesMissingAndAdditionalBytes() {
    byte[] bytes = JournalFrame.write(body()).bytes();
    assertThatThrownBy(() -> JournalFrame.read(java.util.Arrays.copyOf(bytes, bytes.length - 1)))
        .isInstanceOf(JournalFrame.CorruptRecord.class);
    assertThatThrownBy(() -> JournalFrame.read(java.util.Arrays.copyOf(bytes, bytes.length + 1)))
        .isInstanceOf(JournalFrame.CorruptRecord.class);
  }

  @Test
  void takesForeignBytesForNothing() {
    for (String foreign :
        List.of("", "{}", "garbage", "{\"seq\":1}", "{\"hash\":\"", "x".repeat(5000))) {
      assertThat(JournalFrame.read(foreign.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }
  }

  @Test
  void takesAnObjectOfAnotherShapeForNothing() {
    ObjectNode shapeless = JsonNodeFactory.instance.objectNode().put("seq", "3");
    assertThat(JournalFrame.read(JournalFrame.write(shapeless).bytes())).isEmpty();
  }

  private static ObjectNode body() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("seq", 3)
        .put("prevHash", GENESIS)
        .put("text", "Grüße \"in\" JSON 🙂");
  }
}
