package dev.wharfinger.platform.security;

import dev.wharfinger.platform.config.TrustedIssuer;
import dev.wharfinger.platform.config.WharfingerSettings;
import dev.wharfinger.platform.security.CallerResolver.InvalidExternalToken;
import dev.wharfinger.platform.text.Excerpt;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.ParseException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.Key;
import java.security.PublicKey;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.UnresolvableKeyException;
import org.jspecify.annotations.Nullable;

/**
 * Verifies tokens of the issuers in WHARFINGER_TRUSTED_ISSUERS. The refusal texts are those that
 * Quay's clients know. Source: contract common 2.1.
 */
@Singleton
class ForeignIssuers {

  private static final int SKEW_SECONDS = 30;

  /** Signatures only: an issuer's public key must never serve as a shared secret. */
  private static final Set<SignatureAlgorithm> ALGORITHMS =
      Set.of(
          SignatureAlgorithm.RS256,
          SignatureAlgorithm.RS384,
          SignatureAlgorithm.RS512,
          SignatureAlgorithm.PS256,
          SignatureAlgorithm.ES256,
          SignatureAlgorithm.ES384);

  private static final String INVALID = "Invalid token";

  /** The refusals that have a text of their own, the most important one first. */
  private static final List<Map.Entry<Integer, String>> REASONS =
      List.of(
          Map.entry(ErrorCodes.EXPIRED, "Signature has expired"),
          Map.entry(ErrorCodes.EXPIRATION_MISSING, "Token is missing the \"exp\" claim"),
          Map.entry(ErrorCodes.SIGNATURE_INVALID, "Signature verification failed"),
          Map.entry(ErrorCodes.SIGNATURE_MISSING, "Signature verification failed"),
          Map.entry(ErrorCodes.AUDIENCE_MISSING, "Token is missing the \"aud\" claim"),
          Map.entry(ErrorCodes.AUDIENCE_INVALID, "Audience doesn't match"));

  private final Map<String, Known> byIssuer;

  @Inject
  ForeignIssuers(Vertx vertx, WharfingerSettings settings) {
    this.byIssuer =
        settings.trustedIssuers().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    TrustedIssuer::issuer,
                    trusted ->
                        new Known(
                            trusted, rules(trusted), new IssuerKeys(vertx, trusted.keySet()))));
  }

  private static JWTAuthContextInfo rules(TrustedIssuer trusted) {
    JWTAuthContextInfo rules = VerifiedJwts.rules(ALGORITHMS, SKEW_SECONDS);
    if (!trusted.audiences().isEmpty()) {
      rules.setExpectedAudience(trusted.audiences());
    }
    return rules;
  }

  private record Known(TrustedIssuer trusted, JWTAuthContextInfo rules, IssuerKeys keys) {}

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
          return verify(jwt, found, known);
        });
  }

  private static Credential verify(PresentedJwt jwt, List<JsonWebKey> keys, Known known) {
    try {
      TrustedIssuer trusted = known.trusted();
      JsonWebToken verified = VerifiedJwts.verify(jwt.token(), key(jwt, keys), known.rules());
      requireKnownClient(verified, trusted);
      String user = text(verified, trusted.claim());
      return new Credential.Foreign(
          user.indexOf('\0') >= 0 ? "" : user,
          Instant.ofEpochSecond(verified.getExpirationTime()).plusSeconds(SKEW_SECONDS));
    } catch (ParseException e) {
      throw new InvalidExternalToken(reason(e));
    } catch (UnresolvableKeyException | DateTimeException | NumberFormatException _) {
      throw new InvalidExternalToken(INVALID);
    }
  }

  /** By jose4j: SmallRye JWT takes the first key with the id, whatever its type and use. */
  private static PublicKey key(PresentedJwt jwt, List<JsonWebKey> keys)
      throws UnresolvableKeyException {
    Key key = new JwksVerificationKeyResolver(keys).resolveKey(jwt.signature(), List.of());
    if (key instanceof PublicKey publicKey) {
      return publicKey;
    }
    throw new UnresolvableKeyException("not a public key");
  }

  /** Tokens that the issuer made for other applications are not accepted. */
  private static void requireKnownClient(JsonWebToken token, TrustedIssuer trusted) {
    if (!trusted.clients().isEmpty()) {
      String client = text(token, token.containsClaim("azp") ? "azp" : "client_id");
      if (!trusted.clients().contains(client)) {
        throw new InvalidExternalToken(
            "Client '%s' is not in the allowed clients list".formatted(Excerpt.of(client)));
      }
    }
  }

  /** The value of a claim; empty if there is none. */
  private static String text(JsonWebToken token, String claim) {
    return switch (token.<@Nullable Object>getClaim(claim)) {
      case null -> "";
      case String text -> text;
      default -> throw new InvalidExternalToken(INVALID);
    };
  }

  private static String reason(ParseException e) {
    if (!(e.getCause() instanceof InvalidJwtException invalid)) {
      return INVALID;
    }
    return REASONS.stream()
        .filter(reason -> invalid.hasErrorCode(reason.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(INVALID);
  }

  private static <T> Uni<T> refuse(String reason) {
    return Uni.createFrom().failure(new InvalidExternalToken(reason));
  }
}
