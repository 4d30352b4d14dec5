package dev.wharfinger.platform.security;

import dev.wharfinger.platform.config.TrustedIssuer;
import dev.wharfinger.platform.config.WharfingerSettings;
import dev.wharfinger.platform.http.Excerpt;
import dev.wharfinger.platform.security.CallerResolver.InvalidExternalToken;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;

/**
 * Verifies tokens of the issuers in WHARFINGER_TRUSTED_ISSUERS. The refusal texts are those that
 * Quay's clients know. Source: contract common 2.1.
 */
@Singleton
class ForeignIssuers {

  private static final int SKEW_SECONDS = 30;

  /** Signatures only: an issuer's public key must never serve as a shared secret. */
  private static final AlgorithmConstraints ALGORITHMS =
      new AlgorithmConstraints(
          ConstraintType.PERMIT,
          AlgorithmIdentifiers.RSA_USING_SHA256,
          AlgorithmIdentifiers.RSA_USING_SHA384,
          AlgorithmIdentifiers.RSA_USING_SHA512,
          AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
          AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
          AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384);

  private final Map<String, Known> byIssuer;

  @Inject
  ForeignIssuers(Vertx vertx, WharfingerSettings settings) {
    this.byIssuer =
        settings.trustedIssuers().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    TrustedIssuer::issuer,
                    trusted -> new Known(trusted, new IssuerKeys(vertx, trusted.keySet()))));
  }

  private record Known(TrustedIssuer trusted, IssuerKeys keys) {}

  /** The content of a foreign token; fails with the contract's error text if it is invalid. */
  Uni<Credential> verify(PresentedJwt jwt) {
    Optional<String> issuer = jwt.issuer();
    if (issuer.isEmpty()) {
      return refuse("Token does not contain issuer");
    }
    Known known = byIssuer.get(issuer.get());
    if (known == null) {
      return refuse("Issuer " + Excerpt.of(issuer.get()) + " not configured");
    }
    Optional<String> kid = jwt.keyId();
    if (kid.isEmpty()) {
      return refuse("Missing `kid` header");
    }
    return known
        .keys()
        .knowing(kid.get())
        .map(found -> {
          if (found.isEmpty()) {
            throw new InvalidExternalToken("Public key " + Excerpt.of(kid.get()) + " not found");
          }
          return verify(jwt, found, known.trusted());
        });
  }

  private static Credential verify(PresentedJwt jwt, List<JsonWebKey> keys, TrustedIssuer trusted) {
    try {
      new JwtConsumerBuilder()
          .setVerificationKeyResolver(new JwksVerificationKeyResolver(keys))
          .setJwsAlgorithmConstraints(ALGORITHMS)
          .setSkipDefaultAudienceValidation()
          .setRequireExpirationTime()
          .setAllowedClockSkewInSeconds(SKEW_SECONDS)
          .build()
          .processContext(jwt.context());
      JwtClaims claims = jwt.claims();
      requireForUs(claims, trusted);
      String user = claims.getStringClaimValue(trusted.claim());
      return new Credential.Foreign(
          user == null || user.indexOf('\0') >= 0 ? "" : user,
          Instant.ofEpochSecond(claims.getExpirationTime().getValue()).plusSeconds(SKEW_SECONDS));
    } catch (InvalidJwtException e) {
      throw new InvalidExternalToken(reason(e));
    } catch (MalformedClaimException | DateTimeException _) {
      throw new InvalidExternalToken("Invalid token");
    }
  }

  /** Tokens that the issuer made for other applications are not accepted. */
  private static void requireForUs(JwtClaims claims, TrustedIssuer trusted)
      throws MalformedClaimException {
    if (!trusted.audiences().isEmpty()) {
      if (!claims.hasAudience()) {
        throw new InvalidExternalToken("Token is missing the \"aud\" claim");
      }
      if (claims.getAudience().stream().noneMatch(trusted.audiences()::contains)) {
        throw new InvalidExternalToken("Audience doesn't match");
      }
    }
    if (!trusted.clients().isEmpty()) {
      String client = claims.getStringClaimValue(claims.hasClaim("azp") ? "azp" : "client_id");
      if (client == null || !trusted.clients().contains(client)) {
        throw new InvalidExternalToken(
            "Client '%s' is not in the allowed clients list"
                .formatted(client == null ? "" : Excerpt.of(client)));
      }
    }
  }

  private static String reason(InvalidJwtException e) {
    if (e.hasExpired()) {
      return "Signature has expired";
    }
    if (e.hasErrorCode(ErrorCodes.EXPIRATION_MISSING)) {
      return "Token is missing the \"exp\" claim";
    }
    if (e.hasErrorCode(ErrorCodes.SIGNATURE_INVALID)
        || e.hasErrorCode(ErrorCodes.SIGNATURE_MISSING)) {
      return "Signature verification failed";
    }
    return "Invalid token";
  }

  private static <T> Uni<T> refuse(String reason) {
    return Uni.createFrom().failure(new InvalidExternalToken(reason));
  }
}
