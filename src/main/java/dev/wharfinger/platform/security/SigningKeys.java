package dev.wharfinger.platform.security;

import dev.wharfinger.platform.config.WharfingerSettings;
import dev.wharfinger.platform.job.Schedule;
import dev.wharfinger.platform.security.KeySet.Signer;
import dev.wharfinger.platform.sql.OneRow;
import dev.wharfinger.platform.vault.DerivedKeys;
import dev.wharfinger.platform.vault.KeyPurpose;
import dev.wharfinger.platform.vault.MasterKeys;
import dev.wharfinger.platform.vault.SealedRows;
import dev.wharfinger.platform.vault.Sealing;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.StreamSupport;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.lang.HashUtil;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * The keys that sign access tokens, shared by all instances through the vault. A new key is
 * published before it signs, and an old one stays published as long as tokens it signed may live.
 * Ages are measured by Postgres' clock only.
 */
@Singleton
public class SigningKeys implements SealedRows {

  private static final int BITS = 2048;
  private static final long LOCK = 0x77686172_66734b31L;
  private static final long LEAD_SECONDS = 120;
  private static final long MARGIN_SECONDS = 86_400;

  /** An instance that has not looked for as long may still sign with the key before. */
  private static final long RETIREMENT_SECONDS = 60;

  private static final long RELOAD_NANOS = 1_000_000_000L;

  private final Vertx vertx;
  private final Pool pool;
  private final MasterKeys masters;
  private final DerivedKeys sealing;
  private final long rotationSeconds;
  private final long lifetimeSeconds;
  private final AtomicLong loadedAt = new AtomicLong();
  private volatile @Nullable KeySet current;
  private @Nullable Uni<KeySet> loading;

  @Inject
  SigningKeys(Vertx vertx, Pool pool, MasterKeys masters, WharfingerSettings settings) {
    this.vertx = vertx;
    this.pool = pool;
    this.masters = masters;
    this.sealing = masters.keys(KeyPurpose.SIGNING_KEYS);
    this.rotationSeconds = settings.signingKeyRotation().seconds();
    this.lifetimeSeconds = settings.accessTokenLifetime().seconds();
  }

  /** The keys as known to this instance; the first ones are created on demand. */
  Uni<KeySet> current() {
    KeySet known = current;
    return known == null ? reload() : Uni.createFrom().item(known);
  }

  /** The public keys as a JSON Web Key Set. */
  public Uni<String> publicKeys() {
    return current().map(KeySet::publicJson);
  }

  /** The keys, reloaded if this one is unknown, at most once a second. */
  Uni<KeySet> knowing(String kid) {
    return current()
        .flatMap(keys ->
            keys.find(kid).isPresent() || System.nanoTime() - loadedAt.get() < RELOAD_NANOS
                ? Uni.createFrom().item(keys)
                : reload());
  }

  void schedule(@Observes Schedule schedule) {
    Duration often = Duration.ofSeconds(5);
    schedule.every(often, often, "signing-keys", this::keep);
  }

  /** Creates the next key when it is due, and loads those created by other instances. */
  private Uni<Void> keep() {
    return pool.preparedQuery(
            "DELETE FROM vault.signing_key WHERE created < now() - $1 * interval '1 second'")
        .execute(Tuple.of((double) rotationSeconds + lifetimeSeconds + MARGIN_SECONDS))
        .flatMap(_ -> dropRetired())
        .flatMap(_ -> isDue())
        .flatMap(due -> due ? make() : Uni.createFrom().voidItem())
        .flatMap(_ -> reload())
        .replaceWithVoid();
  }

  /**
   * Drops the private parts of keys that will not sign again, because every instance prefers a
   * younger one; what they have signed is verified with the public parts.
   */
  private Uni<Void> dropRetired() {
    return pool.preparedQuery(
            "UPDATE vault.signing_key SET sealed = NULL WHERE sealed IS NOT NULL AND created <"
                + " (SELECT max(created) FROM vault.signing_key"
                + " WHERE created <= now() - $1 * interval '1 second')")
        .execute(Tuple.of((double) leadSeconds() + RETIREMENT_SECONDS))
        .replaceWithVoid();
  }

  @Override
  public String what() {
    return "signing keys";
  }

  @Override
  public Uni<Integer> sealAgain() {
    return SealedRows.sealAgain(pool, masters, KeyPurpose.SIGNING_KEYS, "signing_key", "kid");
  }

  private Uni<KeySet> reload() {
    synchronized (this) {
      if (loading == null) {
        loading =
            load()
                .onTermination()
                .invoke(() -> {
                  synchronized (this) {
                    loading = null;
                  }
                })
                .memoize()
                .indefinitely();
      }
      return OffLoop.shared(loading);
    }
  }

  private Uni<KeySet> load() {
    return select()
        .flatMap(
            keys -> keys.isEmpty() ? make().flatMap(_ -> select()) : Uni.createFrom().item(keys))
        .flatMap(keys -> OffLoop.compute(vertx, () -> KeySet.of(keys, signer(keys))))
        .invoke(keys -> {
          current = keys;
          loadedAt.set(System.nanoTime());
        });
  }

  private Uni<List<PublishedKey>> select() {
    return pool.query(
            "SELECT kid, sealed, public, extract(epoch FROM now() - created)::bigint AS age"
                + " FROM vault.signing_key ORDER BY created, kid")
        .execute()
        .map(
            rows -> StreamSupport.stream(rows.spliterator(), false).map(PublishedKey::of).toList());
  }

  /** The youngest key that everyone has had time to fetch, otherwise the oldest. */
  private Signer signer(List<PublishedKey> byAge) throws GeneralSecurityException, JoseException {
    PublishedKey chosen =
        byAge.reversed().stream()
            .filter(key -> key.ageSeconds() >= leadSeconds())
            .findFirst()
            .orElse(byAge.getFirst());
    KeySet known = current;
    if (known != null && known.signer().kid().equals(chosen.kid())) {
      return known.signer();
    }
    byte[] sealed =
        chosen.sealed().orElseThrow(() -> new IllegalStateException("a retired key")).getBytes();
    String json = Sealing.open(sealing, chosen.kid(), sealed);
    return new Signer(chosen.kid(), PublicJsonWebKey.Factory.newPublicJwk(json).getPrivateKey());
  }

  private long leadSeconds() {
    return Math.min(LEAD_SECONDS, rotationSeconds / 2);
  }

  private Uni<Boolean> isDue() {
    return pool.preparedQuery(
            "SELECT NOT EXISTS (SELECT 1 FROM vault.signing_key"
                + " WHERE created > now() - $1 * interval '1 second') AS due")
        .execute(Tuple.of((double) rotationSeconds))
        .map(rows -> OneRow.of(rows).getBoolean("due"));
  }

  /** Stores a new key unless another instance has just done so. */
  private Uni<Void> make() {
    return OffLoop.compute(vertx, SigningKeys::generate)
        .flatMap(key ->
            pool.withTransaction(connection ->
                connection
                    .preparedQuery("SELECT pg_advisory_xact_lock($1)")
                    .execute(Tuple.of(LOCK))
                    .flatMap(_ -> masters.pin(connection))
                    .flatMap(_ ->
                        connection
                            .preparedQuery(
                                "INSERT INTO vault.signing_key (kid, sealed, public, created,"
                                    + " master) SELECT $1, $2, $3, now(), $5 WHERE NOT EXISTS"
                                    + " (SELECT 1 FROM vault.signing_key WHERE created > now() - $4"
                                    + " * interval '1 second')")
                            .execute(row(key)))))
        .replaceWithVoid();
  }

  private Tuple row(RsaJsonWebKey key) {
    String kid = key.getKeyId();
    byte[] sealed =
        Sealing.seal(sealing.current(), kid, key.toJson(OutputControlLevel.INCLUDE_PRIVATE));
    return Tuple.of(
        kid,
        io.vertx.core.buffer.Buffer.buffer(sealed),
        key.toJson(OutputControlLevel.PUBLIC_ONLY),
        (double) rotationSeconds,
        masters.inUse().id());
  }

  /** By jose4j: SmallRye JWT makes neither JWKs nor thumbprints. */
  private static RsaJsonWebKey generate() throws JoseException {
    RsaJsonWebKey key = RsaJwkGenerator.generateJwk(BITS);
    key.setKeyId(key.calculateBase64urlEncodedThumbprint(HashUtil.SHA_256));
    key.setUse("sig");
    key.setAlgorithm(AlgorithmIdentifiers.RSA_USING_SHA256);
    return key;
  }
}
