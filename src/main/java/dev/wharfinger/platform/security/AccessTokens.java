package dev.wharfinger.platform.security;

import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.security.KeySet.Signer;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwx.HeaderParameterNames;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UnresolvableKeyException;

/**
 * Access tokens as signed JWTs (RFC 9068). The JWT is built from the row and never stored; it is
 * valid only as long as the row exists.
 */
@Singleton
public class AccessTokens {

  private static final String SCOPE = "scope";

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
      long account,
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

  private String sign(Content content, Signer signer) throws JoseException {
    JsonWebSignature signature = new JsonWebSignature();
    signature.setPayload(claims(content).toJson());
    signature.setHeader(HeaderParameterNames.TYPE, "at+jwt");
    signature.setKeyIdHeaderValue(signer.kid());
    signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
    signature.setKey(signer.key());
    return signature.getCompactSerialization();
  }

  private JwtClaims claims(Content content) {
    JwtClaims claims = new JwtClaims();
    claims.setIssuer(issuer);
    claims.setAudience(issuer);
    claims.setSubject(Long.toString(content.account()));
    claims.setJwtId(content.uuid().toString());
    claims.setIssuedAt(NumericDate.fromSeconds(content.issued().getEpochSecond()));
    claims.setExpirationTime(NumericDate.fromSeconds(content.expires().getEpochSecond()));
    claims.setStringClaim(SCOPE, content.scope());
    claims.setClaim("tid", content.row());
    content
        .application()
        .ifPresent(application -> {
          claims.setStringClaim("client_id", application.clientId());
          claims.setStringClaim("application", application.name());
        });
    return claims;
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
    return keys.knowing(kid.get()).map(set -> verify(jwt, set));
  }

  private static Optional<Credential.Own> verify(PresentedJwt jwt, KeySet set) {
    try {
      consumer(set).processContext(jwt.context());
      JwtClaims claims = jwt.claims();
      return Optional.of(
          new Credential.Own(
              UUID.fromString(claims.getJwtId()),
              Scope.parse(claims.getStringClaimValue(SCOPE)).orElse(Set.of()),
              Instant.ofEpochSecond(claims.getExpirationTime().getValue())));
    } catch (InvalidJwtException | MalformedClaimException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static JwtConsumer consumer(KeySet set) {
    VerificationKeyResolver resolver =
        (signature, _) ->
            set.find(String.valueOf(signature.getKeyIdHeaderValue()))
                .orElseThrow(() -> new UnresolvableKeyException("not one of the signing keys"))
                .key()
                .getPublicKey();
    return new JwtConsumerBuilder()
        .setVerificationKeyResolver(resolver)
        .setJwsAlgorithmConstraints(
            new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256))
        .setSkipDefaultAudienceValidation()
        .setRequireExpirationTime()
        .setRequireJwtId()
        .build();
  }
}
