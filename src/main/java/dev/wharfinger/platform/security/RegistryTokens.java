package dev.wharfinger.platform.security;

import dev.wharfinger.platform.security.KeySet.Signer;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
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
import org.eclipse.microprofile.jwt.Claims;
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
    X509Certificate by = authorities.signing().certificate();
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
            authorities.signing(),
            content.issued(),
            CERTIFIED);
    certified = new Certified(kid, by, certificate, content.issued().plus(CERTIFIED.dividedBy(2)));
    return certificate;
  }

  private String sign(Content content, Signer signer, X509Certificate certificate) {
    return Jwt.issuer(issuer)
        .subject(content.subject())
        .audience(content.service())
        .issuedAt(content.issued())
        .claim("nbf", content.issued())
        .expiresAt(content.issued().plus(LIFE))
        .claim(Claims.jti, content.id().toString())
        .claim("access", content.access().stream().map(Access::claim).toList())
        .jws()
        .type("JWT")
        .chain(List.of(certificate))
        .algorithm(SignatureAlgorithm.RS256)
        .sign(signer.key());
  }
}
