package dev.wharfinger.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharfinger.platform.security.Certificates.Authority;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CertificatesTest {

  private static final Instant NOW = Instant.parse("2026-08-21T16:02:54Z");
  private static final Duration YEAR = Duration.ofDays(365);

  @Test
  void makeAnAuthorityVouchForAKey() throws GeneralSecurityException {
    Authority authority = Certificates.authority(NOW, YEAR);
    KeyPair signer = rsa();
    X509Certificate leaf = Certificates.of(signer.getPublic(), authority, NOW, Duration.ofDays(2));
    assertThat(leaf.getPublicKey()).isEqualTo(signer.getPublic());
    validate(leaf, authority.certificate(), NOW);
    validate(leaf, authority.certificate(), NOW.plus(Duration.ofHours(47)));
    validate(leaf, authority.certificate(), NOW.minus(Duration.ofMinutes(59)));
    assertThatThrownBy(() -> validate(leaf, authority.certificate(), NOW.plus(Duration.ofDays(3))))
        .isInstanceOf(CertPathValidatorException.class);
    X509Certificate other = Certificates.authority(NOW, YEAR).certificate();
    assertThatThrownBy(() -> validate(leaf, other, NOW))
        .isInstanceOf(CertPathValidatorException.class);
  }

  @Test
  void letNoSigningKeyVouchForAnother() throws GeneralSecurityException {
    Authority authority = Certificates.authority(NOW, YEAR);
    KeyPair signer = rsa();
    X509Certificate leaf = Certificates.of(signer.getPublic(), authority, NOW, YEAR);
    assertThat(leaf.getBasicConstraints()).isEqualTo(-1);
    assertThat(leaf.getKeyUsage()[0]).as("digitalSignature").isTrue();
    assertThat(leaf.getKeyUsage()[5]).as("keyCertSign").isFalse();
    assertThat(authority.certificate().getBasicConstraints()).as("no further ones").isZero();
    assertThat(authority.certificate().getKeyUsage()[0]).as("digitalSignature").isFalse();
  }

  private static KeyPair rsa() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return generator.generateKeyPair();
  }

  private static void validate(X509Certificate leaf, X509Certificate root, Instant time)
      throws GeneralSecurityException {
    PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(time));
    var _ =
        CertPathValidator.getInstance("PKIX")
            .validate(
                CertificateFactory.getInstance("X.509").generateCertPath(List.of(leaf)),
                parameters);
  }
}
