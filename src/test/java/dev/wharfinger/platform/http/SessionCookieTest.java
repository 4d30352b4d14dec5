package dev.wharfinger.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.platform.config.Configured;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.security.Session;
import dev.wharfinger.platform.vault.KeyPurpose;
import dev.wharfinger.platform.vault.MasterKey;
import dev.wharfinger.platform.vault.MasterKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SessionCookieTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private final MasterKeys masters =
      new MasterKeys(MasterKey.fromBase64(Base64.getEncoder().encodeToString(new byte[32])));
  private final SessionCookie cookie = new SessionCookie(masters, Configured.settings(Map.of()));

  @Test
  void remembersSoManyAndNoMore() {
    SessionSeal seal = new SessionSeal(masters.keys(KeyPurpose.SESSIONS), Duration.ofDays(1));
    for (int i = 0; i <= SessionCookie.REMEMBERED; i++) {
      Session session =
          new Session(
              "token",
              Optional.of(new Session.Login(new AccountId(i), new UUID(0, i), 0, NOON)),
              NOON);
      assertThat(cookie.open(seal.seal(session), NOON)).contains(session);
    }
    assertThat(cookie.remembered()).isEqualTo(SessionCookie.REMEMBERED);
  }

  @Test
  void sealsAgainWhatIsOfAReplacedMasterKey() {
    MasterKey old = MasterKey.fromBase64(Base64.getEncoder().encodeToString(new byte[32]));
    MasterKey fresh = MasterKey.fromBase64("w".repeat(43) + "=");
    MasterKeys both = new MasterKeys(fresh, Optional.of(old));
    both.adopt(new MasterKeys.InUse(old.id(), 1, "[]"));
    SessionCookie kept = new SessionCookie(both, Configured.settings(Map.of()));
    Session session =
        new Session(
            "token",
            Optional.of(new Session.Login(new AccountId(1), new UUID(0, 1), 0, NOON)),
            NOON);
    SessionSeal seal = new SessionSeal(both.keys(KeyPurpose.SESSIONS), Duration.ofDays(1));
    String text = seal.seal(session);
    assertThat(kept.again(session, text, NOON)).isEqualTo(text);

    both.adopt(new MasterKeys.InUse(fresh.id(), 2, "[]"));
    String again = kept.again(session, text, NOON);
    SessionCookie alone = new SessionCookie(new MasterKeys(fresh), Configured.settings(Map.of()));
    assertThat(alone.open(again, NOON)).contains(session);
    assertThat(alone.open(text, NOON)).isEmpty();
    assertThat(kept.again(session, again, NOON)).isEqualTo(again);
  }
}
