package dev.wharfinger.accounts.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The example is that of RFC 7636, appendix B. */
class CodeChallengeTest {

  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

  @Test
  void findsTheVerifierBehindAChallenge() {
    assertThat(CodeChallenge.fits(CHALLENGE, Optional.of(VERIFIER))).isTrue();
    assertThat(CodeChallenge.fits(CHALLENGE, Optional.of(VERIFIER + "x"))).isFalse();
    assertThat(CodeChallenge.fits(CHALLENGE, Optional.of(CHALLENGE))).isFalse();
    assertThat(CodeChallenge.fits(CHALLENGE, Optional.empty())).isFalse();
  }

  @Test
  void takesNoVerifierWhereNoneWasAnnounced() {
    assertThat(CodeChallenge.fits(null, Optional.empty())).isTrue();
    assertThat(CodeChallenge.fits(null, Optional.of(VERIFIER))).isFalse();
  }

  @Test
  void takesOneMethodAlone() {
    assertThat(CodeChallenge.isSound(Optional.of(CHALLENGE), Optional.of("S256"))).isTrue();
    assertThat(CodeChallenge.isSound(Optional.empty(), Optional.empty())).isTrue();
    assertThat(CodeChallenge.isSound(Optional.of(CHALLENGE), Optional.of("plain"))).isFalse();
    assertThat(CodeChallenge.isSound(Optional.of(CHALLENGE), Optional.empty())).isFalse();
    assertThat(CodeChallenge.isSound(Optional.of("short"), Optional.of("S256"))).isFalse();
    assertThat(CodeChallenge.isSound(Optional.empty(), Optional.of("S256"))).isFalse();
  }

  @Test
  void keepsACodeAsItsDigest() {
    assertThat(CodeChallenge.digest("abc"))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }
}
