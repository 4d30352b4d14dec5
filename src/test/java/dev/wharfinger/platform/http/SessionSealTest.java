package dev.wharfinger.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.security.Session;
import dev.wharfinger.platform.vault.DerivedKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SessionSealTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Duration IDLE = Duration.ofDays(31);
  private static final Session DUMMY_HASH = new Session("token", Optional.empty(), NOON);
  private static final Session ADAS =
      new Session(
          "token",
          Optional.of(
              new Session.Login(new AccountId(7), new UUID(1, 2), 3, NOON.minusSeconds(60))),
          NOON);

  private final SessionSeal seal = new SessionSeal(DerivedKeys.only(new byte[32], "AES"), IDLE);

  @Test
  void opensWhatItSealed() {
    assertThat(seal.open(seal.seal(DUMMY_HASH), NOON)).contains(DUMMY_HASH);
    assertThat(seal.open(seal.seal(ADAS), NOON)).contains(ADAS);
  }

  @Test
  void showsNothing() {
    assertThat(seal.seal(ADAS)).doesNotContain("token").isNotEqualTo(seal.seal(ADAS));
    assertThat(ADAS.toString()).doesNotContain("token");
  }

  @Test
  void opensNothingElse() {
    String sealed = seal.seal(ADAS);
    byte[] other = new byte[32];
    other[0] = 1;
    assertThat(new SessionSeal(DerivedKeys.only(other, "AES"), IDLE).open(sealed, NOON)).isEmpty();
    for (int i = 0; i < sealed.length() - 1; i++) {
      char changed = sealed.charAt(i) == 'A' ? 'B' : 'A';
      String altered = sealed.substring(0, i) + changed + sealed.substring(i + 1);
      assertThat(seal.open(altered, NOON)).as("altered at %d", i).isEmpty();
    }
    for (String text : new String[] {"", "x", "a.b.c.d.e", "x".repeat(10_000)}) {
      assertThat(seal.open(text, NOON)).isEmpty();
    }
  }

  @Test
  void forgetsASessionThatWasNotUsedLately() {
    String sealed = seal.seal(ADAS);
    assertThat(seal.open(sealed, NOON.plus(IDLE))).isPresent();
    assertThat(seal.open(sealed, NOON.plus(IDLE).plusMillis(1))).isEmpty();
    String used = seal.seal(ADAS.renewed(NOON.plusSeconds(1)));
    assertThat(seal.open(used, NOON.plus(IDLE).plusMillis(1))).isPresent();
  }

  @Test
  void acceptsItsOwnTokenAlone() {
    assertThat(ADAS.accepts(Optional.of("token"))).isTrue();
    for (String wrong : new String[] {"", "toke", "token ", "Token"}) {
      assertThat(ADAS.accepts(Optional.of(wrong))).isFalse();
    }
    assertThat(ADAS.accepts(Optional.empty())).isFalse();
  }
}
