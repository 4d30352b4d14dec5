package dev.wharfinger.platform.security;

import dev.wharfinger.platform.job.Schedule;
import dev.wharfinger.platform.security.Certificates.Authority;
import dev.wharfinger.platform.vault.DerivedKeys;
import dev.wharfinger.platform.vault.KeyPurpose;
import dev.wharfinger.platform.vault.MasterKeys;
import dev.wharfinger.platform.vault.SealedRows;
import dev.wharfinger.platform.vault.Sealing;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The certificate authorities for the keys that sign registry tokens, shared by all instances
 * through the vault. A registry is configured with these certificates once in a decade: the next
 * one is published a year before the last one expires, and issues certificates from a month before.
 */
@Singleton
public class RegistryAuthority implements SealedRows {

  private static final Duration LIFE = Duration.ofDays(3_650);
  private static final Duration PUBLISHED_AHEAD = Duration.ofDays(365);
  private static final Duration USED_AHEAD = Duration.ofDays(30);
  private static final long LOCK = 0x77686172_66726131L;

  private final Vertx vertx;
  private final Pool pool;
  private final MasterKeys masters;
  private final DerivedKeys sealing;
  private volatile @Nullable Known known;

  @Inject
  RegistryAuthority(Vertx vertx, Pool pool, MasterKeys masters) {
    this.vertx = vertx;
    this.pool = pool;
    this.masters = masters;
    this.sealing = masters.keys(KeyPurpose.REGISTRY_AUTHORITY);
  }

  /**
   * All authorities that registries should trust, including the current issuer.
   *
   * @param bundle their certificates as PEM (RFC 7468)
   */
  record Known(String bundle, Authority signing) {}

  /** The certificates to configure in registries, as PEM. */
  public Uni<String> bundle() {
    return current().map(Known::bundle);
  }

  /** The authorities as known to this instance; the first one is created on demand. */
  Uni<Known> current() {
    Known found = known;
    return found == null ? load() : Uni.createFrom().item(found);
  }

  /** The next authority is created when it is due, and those of other instances are loaded. */
  void schedule(@Observes Schedule schedule) {
    Duration often = Duration.ofHours(1);
    schedule.every(often, often, "registry-authority", () -> load().replaceWithVoid());
  }

  @Override
  public String what() {
    return "keys of registry authorities";
  }

  @Override
  public Uni<Integer> sealAgain() {
    return SealedRows.sealAgain(
        pool, masters, KeyPurpose.REGISTRY_AUTHORITY, "registry_authority", "certificate");
  }

  private Uni<Known> load() {
    Instant now = Instant.now();
    return select(now)
        .flatMap(rows ->
            isDue(rows, now) ? make(now).flatMap(_ -> select(now)) : Uni.createFrom().item(rows))
        .flatMap(rows -> OffLoop.compute(vertx, () -> known(rows, now)))
        .invoke(found -> known = found);
  }

  private Uni<List<Row>> select(Instant now) {
    return pool.preparedQuery(
            "SELECT certificate, sealed, expires FROM vault.registry_authority"
                + " WHERE expires > $1 ORDER BY expires, id")
        .execute(Tuple.of(at(now)))
        .map(found -> {
          List<Row> rows = new ArrayList<>();
          found.forEach(rows::add);
          return rows;
        });
  }

  private static boolean isDue(List<Row> byExpiry, Instant now) {
    return byExpiry.isEmpty() || !outlasts(byExpiry.getLast(), now.plus(PUBLISHED_AHEAD));
  }

  private static boolean outlasts(Row row, Instant time) {
    return row.getOffsetDateTime("expires").toInstant().isAfter(time);
  }

  /** Stores a new authority unless another instance has just done so. */
  private Uni<Void> make(Instant now) {
    return OffLoop.compute(vertx, () -> Certificates.authority(now, LIFE))
        .flatMap(authority ->
            pool.withTransaction(connection ->
                connection
                    .preparedQuery("SELECT pg_advisory_xact_lock($1)")
                    .execute(Tuple.of(LOCK))
                    .flatMap(_ -> masters.pin(connection))
                    .flatMap(_ ->
                        connection
                            .preparedQuery(
                                "INSERT INTO vault.registry_authority (certificate, sealed,"
                                    + " expires, master) SELECT $1, $2, $3, $5 WHERE NOT EXISTS"
                                    + " (SELECT 1 FROM vault.registry_authority WHERE expires >"
                                    + " $4)")
                            .execute(row(authority, now)))))
        .replaceWithVoid();
  }

  private Tuple row(Authority authority, Instant now) {
    String certificate = pem(authority.certificate());
    byte[] sealed =
        Sealing.seal(
            sealing.current(),
            certificate,
            Base64.getEncoder().encodeToString(authority.key().getEncoded()));
    return Tuple.of(
        certificate,
        Buffer.buffer(sealed),
        authority.certificate().getNotAfter().toInstant().atOffset(ZoneOffset.UTC),
        at(now.plus(PUBLISHED_AHEAD)),
        masters.inUse().id());
  }

  /** The oldest one issues until it has no more than a month left. */
  private Known known(List<Row> byExpiry, Instant now) throws GeneralSecurityException {
    StringBuilder bundle = new StringBuilder();
    byExpiry.forEach(row -> bundle.append(row.getString("certificate")));
    Row signing =
        byExpiry.stream()
            .filter(row -> outlasts(row, now.plus(USED_AHEAD)))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("there is no valid registry authority"));
    return new Known(bundle.toString(), authority(signing));
  }

  private Authority authority(Row row) throws GeneralSecurityException {
    String pem = row.getString("certificate");
    byte[] key =
        Base64.getDecoder().decode(Sealing.open(sealing, pem, row.getBuffer("sealed").getBytes()));
    X509Certificate certificate =
        (X509Certificate)
            CertificateFactory.getInstance("X.509")
                .generateCertificate(
                    new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    return new Authority(
        certificate, KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(key)));
  }

  private static String pem(X509Certificate certificate) {
    try {
      return "-----BEGIN CERTIFICATE-----\n"
          + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
          + "\n-----END CERTIFICATE-----\n";
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was just made", e);
    }
  }

  private static OffsetDateTime at(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }
}
