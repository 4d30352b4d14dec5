package dev.wharfinger.platform.security;

import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.security.KeySet.Signer;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.ParseException;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.jwt.Claims;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Access tokens as signed JWTs (RFC 9068). The JWT is built from the row and never stored; it is
 * valid only as long as the row exists.
 */
@Singleton
public class AccessTokens {

  private static final String SCOPE = "scope";
  private static final JWTAuthContextInfo RULES = rules();

  private final Vertx vertx;
  private final SigningKeys keys;
  private final String issuer;

  @Inject
  AccessTokens(Vertx vertx, SigningKeys keys, Settings settings) {
    this.vertx = vertx;
    this.keys = keys;
    this.issuer = settings.preferredUrlScheme().word() + "://" + settings.serverHostname();
  }

  /**
   * A token as stored in its row.
   *
   * @param row the id used in the usage logs
   * @param uuid the {@code jti} (RFC 7519 4.1.7)
   * @param account on whose behalf it acts
   * @param scope scope string
   * @param application empty for a token of the password grant
   */
  public record Content(
      long row,
      UUID uuid,
      AccountId account,
      String scope,
      Optional<Caller.Application> application,
      Instant issued,
      Instant expires) {}

  /** The {@code iss} of this service's tokens. */
  public String issuer() {
    return issuer;
  }

  /** The signed text of a token. */
  public Uni<String> sign(Content content) {
    return keys.current().flatMap(set -> OffLoop.compute(vertx, () -> sign(content, set.signer())));
  }

  /** The UUID of a token; empty for a token that this service did not sign. */
  public Uni<Optional<UUID>> read(String token) {
    return PresentedJwt.read(token)
        .map(this::verify)
        .orElse(Uni.createFrom().item(Optional.empty()))
        .map(found -> found.map(Credential.Own::token));
  }

  private String sign(Content content, Signer signer) {
    JwtClaimsBuilder claims =
        Jwt.issuer(issuer)
            .audience(issuer)
            .subject(Long.toString(content.account().value()))
            .claim(Claims.jti, content.uuid().toString())
            .issuedAt(content.issued())
            .expiresAt(content.expires())
            .claim(SCOPE, content.scope())
            .claim("tid", content.row());
    content
        .application()
        .ifPresent(application ->
            claims
                .claim("client_id", application.clientId())
                .claim("application", application.name()));
    return claims
        .jws()
        .type("at+jwt")
        .keyId(signer.kid())
        .algorithm(SignatureAlgorithm.RS256)
        .sign(signer.key());
  }

  /**
   * Whether a token claims to be issued by this service: it names this issuer, or one of its keys.
   * The latter lets tokens outlive a change of SERVER_HOSTNAME.
   */
  Uni<Boolean> claims(PresentedJwt jwt) {
    if (jwt.issuer().filter(issuer::equals).isPresent()) {
      return Uni.createFrom().item(true);
    }
    Optional<String> kid = jwt.keyId();
    return kid.isEmpty()
        ? Uni.createFrom().item(false)
        : keys.current().map(set -> set.find(kid.get()).isPresent());
  }

  /** The content of a token of this service; empty if it is not one, was altered or has expired. */
  Uni<Optional<Credential.Own>> verify(PresentedJwt jwt) {
    Optional<String> kid = jwt.keyId();
    if (kid.isEmpty() || !jwt.accessToken()) {
      return Uni.createFrom().item(Optional.empty());
    }
    return keys.knowing(kid.get()).map(set -> set.find(kid.get()).flatMap(key -> verify(jwt, key)));
  }

  private static Optional<Credential.Own> verify(PresentedJwt jwt, PublishedKey key) {
    try {
      JsonWebToken verified = VerifiedJwts.verify(jwt.token(), key.key().getRsaPublicKey(), RULES);
      return Optional.of(
          new Credential.Own(
              UUID.fromString(verified.getTokenID()),
              Scope.parse(verified.getClaim(SCOPE)).orElse(Set.of()),
              Instant.ofEpochSecond(verified.getExpirationTime())));
    } catch (ParseException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static JWTAuthContextInfo rules() {
    JWTAuthContextInfo rules = VerifiedJwts.rules(Set.of(SignatureAlgorithm.RS256), 0);
    rules.setRequiredClaims(Set.of(Claims.jti.name()));
    return rules;
  }
}
