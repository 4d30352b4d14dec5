package dev.wharfinger.registries.servicekey;

import dev.wharfinger.platform.config.Settings;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * How long expired service keys are kept, as of one moment. Source: contract superuser 6.1, 6.2,
 * common 13.
 *
 * @param now the moment
 * @param expiredBefore keys that expired before this have lapsed
 * @param unapprovedBefore unapproved keys created before this have lapsed
 * @param logAccount the account that usage logs of service keys are recorded on; null for the first
 *     one
 */
record Terms(
    Instant now, Instant expiredBefore, Instant unapprovedBefore, @Nullable Long logAccount) {

  /** Most rows in one command, because records are limited in size. */
  private static final int MANY = 500;

  /** Lapsed keys. $1 their service, or null; $4 the maximum number. */
  static final String SELECT =
      """
      SELECT id, kid FROM service_key
      WHERE ($1::text IS NULL OR service = $1)
        AND (expires < $2 OR (approved IS NULL AND created < $3))
      ORDER BY id LIMIT $4
      """;

  static Terms of(Settings settings, Instant now) {
    return new Terms(
        now,
        now.minusSeconds(settings.expiredServiceKeyTtlSec()),
        now.minusSeconds(settings.unapprovedServiceKeyTtlSec()),
        settings.serviceLogAccountId().orElse(null));
  }

  /** The parameters of {@link #SELECT}. */
  Tuple of(@Nullable String service) {
    return Tuple.of(service, at(expiredBefore), at(unapprovedBefore), MANY);
  }

  static OffsetDateTime at(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }
}
