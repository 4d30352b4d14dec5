package dev.wharfinger.registries.activity;

import dev.wharfinger.platform.config.Secret;
import dev.wharfinger.platform.config.WharfingerSettings;
import dev.wharfinger.platform.security.OffLoop;
import dev.wharfinger.platform.security.VerifiedJwts;
import dev.wharfinger.platform.sql.OneRow;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.ParseException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.lang.JoseException;

/**
 * Whether a request comes from a registry: it presents the shared secret, or a token for this
 * service signed by an approved service key. Source: docs/activity.md.
 */
@Singleton
class RegistryCredential {

  /**
   * The audience that the token must name, so that other tokens of the same key are not accepted.
   */
  static final String AUDIENCE = "wharfinger";

  private static final String BEARER = "bearer ";
  private static final Duration SKEW = Duration.ofSeconds(30);

  /** How far in the future a token may expire. */
  private static final Duration LONGEST = Duration.ofHours(1);

  private static final String KEY =
      "SELECT jwk, service FROM service_key WHERE kid = $1 AND approved IS NOT NULL"
          + " AND (expires IS NULL OR expires > $2)";

  private final Vertx vertx;
  private final Pool pool;
  private final Optional<Secret> secret;

  @Inject
  RegistryCredential(Vertx vertx, Pool pool, WharfingerSettings settings) {
    this.vertx = vertx;
    this.pool = pool;
    this.secret = settings.registryEventsSecret();
  }

  /** Whether the header contains a registry's credential. */
  Uni<Boolean> isGood(Optional<String> header, Instant now) {
    Optional<String> token =
        header
            .filter(text -> text.toLowerCase(Locale.ROOT).startsWith(BEARER))
            .map(text -> text.substring(BEARER.length()).strip())
            .filter(text -> !text.isEmpty());
    if (token.isEmpty()) {
      return Uni.createFrom().item(false);
    }
    if (secret.isPresent() && isSame(secret.get().reveal(), token.get())) {
      return Uni.createFrom().item(true);
    }
    Optional<String> kid = keyId(token.get());
    return kid.isEmpty()
        ? Uni.createFrom().item(false)
        : pool.preparedQuery(KEY)
            .execute(Tuple.of(kid.get(), now.atOffset(ZoneOffset.UTC)))
            .flatMap(rows ->
                rows.size() == 0
                    ? Uni.createFrom().item(false)
                    : verify(token.get(), OneRow.of(rows), now));
  }

  private static boolean isSame(String expected, String presented) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), presented.getBytes(StandardCharsets.UTF_8));
  }

  /** By jose4j: SmallRye JWT gives no access to the header of a token. */
  private static Optional<String> keyId(String token) {
    try {
      return Optional.ofNullable(
          JsonWebStructure.fromCompactSerialization(token).getKeyIdHeaderValue());
    } catch (JoseException _) {
      return Optional.empty();
    }
  }

  private Uni<Boolean> verify(String token, Row row, Instant now) {
    String jwk = ((JsonObject) row.getJson("jwk")).encode();
    String service = row.getString("service");
    return OffLoop.compute(vertx, () -> isSigned(token, jwk, service, now));
  }

  private static boolean isSigned(String token, String jwk, String service, Instant now) {
    JWTAuthContextInfo rules =
        VerifiedJwts.rules(Set.of(SignatureAlgorithm.RS256), (int) SKEW.toSeconds());
    rules.setIssuedBy(service);
    rules.setExpectedAudience(Set.of(AUDIENCE));
    try {
      return JsonWebKey.Factory.newJwk(jwk).getKey() instanceof PublicKey key
          && VerifiedJwts.verify(token, key, rules).getExpirationTime()
              <= now.plus(LONGEST).plus(SKEW).getEpochSecond();
    } catch (ParseException | JoseException _) {
      return false;
    }
  }
}
