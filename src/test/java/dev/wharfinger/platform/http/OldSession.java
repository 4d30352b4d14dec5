package dev.wharfinger.platform.http;

import dev.wharfinger.platform.security.Session;
import dev.wharfinger.platform.vault.KeyPurpose;
import dev.wharfinger.platform.vault.MasterKey;
import dev.wharfinger.platform.vault.MasterKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Cookies of sessions of long ago, sealed as the service seals them. */
public final class OldSession {

  private static final Duration IDLE = Duration.ofDays(31);

  private OldSession() {}

  /** The same session, as if it had begun so long before. */
  public static String signedInBefore(String cookie, Duration ago, MasterKey master) {
    return changed(cookie, ago, Duration.ZERO, master);
  }

  /** The same session, as if it had not been used for so long. */
  public static String idle(String cookie, Duration since, MasterKey master) {
    return changed(cookie, since, since, master);
  }

  private static String changed(String cookie, Duration begun, Duration used, MasterKey master) {
    SessionSeal seal = new SessionSeal(new MasterKeys(master).keys(KeyPurpose.SESSIONS), IDLE);
    Session session = seal.open(cookie, Instant.now()).orElseThrow();
    Optional<Session.Login> login =
        session
            .login()
            .map(it -> new Session.Login(it.account(), it.key(), it.epoch(), it.at().minus(begun)));
    return seal.seal(new Session(session.csrfToken(), login, session.renewed().minus(used)));
  }
}
