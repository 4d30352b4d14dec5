package dev.wharfinger.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.platform.vault.MasterKey;
import dev.wharfinger.platform.vault.MasterKeys;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecretTriesTest {

  private static final Optional<String> HERE = Optional.of("192.0.2.7");

  private final SecretTries tries = new SecretTries(keys());

  @Test
  void makesWaitAfterTwentyForThisNameAtThisAddress() {
    var robot = tries.subject("robot", "acme+ci", HERE);
    for (int i = 0; i < 20; i++) {
      tries.failed(robot);
    }
    assertThat(tries.left(robot)).isEmpty();
    for (int i = 0; i < 100; i++) {
      tries.failed(robot);
    }
    assertThat(tries.left(robot).orElseThrow())
        .isBetween(Duration.ofSeconds(30), Duration.ofSeconds(60));
    assertThat(tries.left(tries.subject("robot", "acme+ci", Optional.of("192.0.2.8")))).isEmpty();
    assertThat(tries.left(tries.subject("robot", "acme+cd", HERE))).isEmpty();
    assertThat(tries.left(tries.subject("client", "acme+ci", HERE))).isEmpty();
    tries.succeeded(robot);
    assertThat(tries.left(robot)).isEmpty();
  }

  @Test
  void takesANetworkOfIpV6ForOneAddress() {
    var one = tries.subject("robot", "acme+ci", Optional.of("2001:db8::1"));
    assertThat(tries.subject("robot", "acme+ci", Optional.of("2001:db8::ffff:2"))).isEqualTo(one);
    assertThat(tries.subject("robot", "acme+ci", Optional.of("2001:db8:0:1::1"))).isNotEqualTo(one);
  }

  @Test
  void remembersSoManyAndNoMore() {
    for (int i = 0; i <= SecretTries.REMEMBERED; i++) {
      tries.failed(tries.subject("robot", "acme+" + i, HERE));
    }
    assertThat(tries.remembered()).isEqualTo(SecretTries.REMEMBERED);
  }

  private static MasterKeys keys() {
    return new MasterKeys(MasterKey.fromBase64(Base64.getEncoder().encodeToString(new byte[32])));
  }
}
