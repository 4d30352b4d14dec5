package dev.wharfinger.platform.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DerivedRandomTest {

  private static final MasterKey MASTER = new MasterKey(new byte[MasterKey.BYTES]);
  private static final UUID COMMAND = new UUID(3, 4);
  private static final Instant TIME = Instant.parse("2026-01-02T12:00:00.123Z");

  private final DerivedRandom draw = new DerivedRandom(MASTER, COMMAND, TIME);

  @Test
  void aRetryDrawsTheSame() {
    DerivedRandom retry = new DerivedRandom(MASTER, COMMAND, TIME);
    assertThat(retry.uuid("jti")).isEqualTo(draw.uuid("jti"));
    assertThat(retry.text("password", 40)).isEqualTo(draw.text("password", 40));
  }

  @Test
  void everyNameCommandTimeAndMasterKeyDrawsSomethingElse() {
    byte[] other = new byte[MasterKey.BYTES];
    other[0] = 1;
    assertThat(draw.uuid("jti"))
        .isNotEqualTo(draw.uuid("key"))
        .isNotEqualTo(new DerivedRandom(MASTER, COMMAND, TIME.plusMillis(1)).uuid("jti"))
        .isNotEqualTo(new DerivedRandom(MASTER, new UUID(3, 5), TIME).uuid("jti"))
        .isNotEqualTo(new DerivedRandom(MASTER, new UUID(4, 3), TIME).uuid("jti"))
        .isNotEqualTo(new DerivedRandom(new MasterKey(other), COMMAND, TIME).uuid("jti"));
    assertThat(draw.text("one", 20)).isNotEqualTo(draw.text("two", 20));
  }

  @Test
  void uuidsHaveTheFormOfRandomOnes() {
    UUID drawn = draw.uuid("jti");
    assertThat(drawn.version()).isEqualTo(4);
    assertThat(drawn.variant()).isEqualTo(2);
  }

  @Test
  void textsHaveTheirLengthAndUseEveryCharacter() {
    assertThat(draw.text("none", 0)).isEmpty();
    String text = draw.text("long", 5_000);
    assertThat(text).hasSize(5_000).matches("[A-Z0-9]+");
    assertThat(text.chars().distinct().count()).isEqualTo(36);
  }
}
