package dev.wharfinger.platform.security;

import dev.wharfinger.platform.security.KeySet.Signer;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwx.HeaderParameterNames;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * Tokens for registries (the distribution project's "Token Authentication Implementation"). The
 * certificate chain in the header lets a registry trust keys that are new to it; there is no {@code
 * kid}, because registries of version 3 would look it up among the keys they know.
 */
@Singleton
public class RegistryTokens {

  /** The shortest lifetime that clients of every age accept is 60 seconds. */
  public static final Duration LIFE = Duration.ofMinutes(5);

  private static final Duration CERTIFIED = Duration.ofDays(2);

  private final Vertx vertx;
  private final SigningKeys keys;
  private final RegistryAuthority authority;
  private final String issuer;
  private volatile @Nullable Certified certified;

  @Inject
  RegistryTokens(
      Vertx vertx, SigningKeys keys, RegistryAuthority authority, AccessTokens accessTokens) {
    this.vertx = vertx;
    this.keys = keys;
    this.authority = authority;
    this.issuer = accessTokens.issuer();
  }

  /**
   * The permitted actions on one resource of a registry.
   *
   * @param type such as {@code repository}
   */
  public record Access(String type, String name, Set<String> actions) {
    public Access {
      actions = Set.copyOf(actions);
    }

    private Map<String, Object> claim() {
      return Map.of("type", type, "name", name, "actions", actions.stream().sorted().toList());
    }
  }

  /**
   * The content of a token.
   *
   * @param subject a name, which the registry repeats in its notifications; empty for anonymous
   * @param service the registry that it is intended for
   */
  public record Content(
      UUID id, String subject, String service, List<Access> access, Instant issued) {
    public Content {
      access = List.copyOf(access);
    }
  }

  private record Certified(
      String kid, X509Certificate by, X509Certificate certificate, Instant until) {}

  /** The signed token. */
  public Uni<String> sign(Content content) {
    return Uni.combine()
        .all()
        .unis(keys.current(), authority.current())
        .asTuple()
        .flatMap(both ->
            OffLoop.compute(
                vertx,
                () -> {
                  Signer signer = both.getItem1().signer();
                  return sign(
                      content, signer, certificate(both.getItem1(), both.getItem2(), content));
                }));
  }

  /** The signer's certificate, renewed when half of its lifetime is over. */
  private X509Certificate certificate(
      KeySet set, RegistryAuthority.Known authorities, Content content)
      throws GeneralSecurityException {
    Certified made = certified;
    X509Certificate by = authorities.vouching().certificate();
    String kid = set.signer().kid();
    if (made != null
        && made.kid().equals(kid)
        && made.by().equals(by)
        && content.issued().isBefore(made.until())) {
      return made.certificate();
    }
    X509Certificate certificate =
        Certificates.of(
            set.find(kid).orElseThrow().key().getPublicKey(),
            authorities.vouching(),
            content.issued(),
            CERTIFIED);
    certified = new Certified(kid, by, certificate, content.issued().plus(CERTIFIED.dividedBy(2)));
    return certificate;
  }

  private String sign(Content content, Signer signer, X509Certificate certificate)
      throws JoseException {
    JsonWebSignature signature = new JsonWebSignature();
    signature.setPayload(claims(content).toJson());
    signature.setHeader(HeaderParameterNames.TYPE, "JWT");
    signature.setCertificateChainHeaderValue(certificate);
    signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
    signature.setKey(signer.key());
    return signature.getCompactSerialization();
  }

  private JwtClaims claims(Content content) {
    NumericDate issued = NumericDate.fromSeconds(content.issued().getEpochSecond());
    JwtClaims claims = new JwtClaims();
    claims.setIssuer(issuer);
    claims.setSubject(content.subject());
    claims.setAudience(content.service());
    claims.setIssuedAt(issued);
    claims.setNotBefore(issued);
    claims.setExpirationTime(NumericDate.fromSeconds(issued.getValue() + LIFE.toSeconds()));
    claims.setJwtId(content.id().toString());
    claims.setClaim("access", content.access().stream().map(Access::claim).toList());
    return claims;
  }
}
