package dev.wharfinger.registries.servicekey;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.sql.OneRow;
import dev.wharfinger.registries.servicekey.ServiceKeyEvent.ServiceKeyLapsed;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The state of service keys for commands.
 *
 * @param key the requested key; empty if there is none with that kid
 * @param bookedOn the account that usage logs of service keys are recorded on
 * @param lapsed lapsed keys of the same service
 */
record ServiceKeyState(Optional<Found> key, AccountId bookedOn, List<ServiceKeyLapsed> lapsed) {

  ServiceKeyState {
    lapsed = List.copyOf(lapsed);
  }

  /**
   * A service key.
   *
   * @param metadata JSON
   */
  record Found(
      long id,
      String kid,
      String service,
      String name,
      Instant created,
      @Nullable Instant expires,
      boolean approved,
      String metadata) {

    /** Whether it is still visible to clients. */
    boolean isShown(Terms terms) {
      return expires == null || !expires.isBefore(terms.expiredBefore());
    }
  }

  private static final String SELECT =
      "SELECT id, kid, service, name, created, expires, approved IS NOT NULL AS approved,"
          + " (metadata - 'created_by')::text AS metadata FROM service_key WHERE kid = $1";

  /** The configured account, otherwise the first one. Source: contract common 12. */
  private static final String ACCOUNT =
      "SELECT coalesce((SELECT id FROM namespace WHERE id = $1), (SELECT min(id) FROM namespace))";

  /** Reads what a command about the key with this kid needs. */
  static Uni<ServiceKeyState> load(SqlConnection connection, String kid, Terms terms) {
    return Uni.combine()
        .all()
        .unis(find(connection, kid), account(connection, terms))
        .asTuple()
        .flatMap(known ->
            lapsed(connection, known.getItem1().map(Found::service).orElse(""), terms)
                .map(lapsed -> new ServiceKeyState(known.getItem1(), known.getItem2(), lapsed)));
  }

  /** Reads what a command about a new key of this service needs. */
  static Uni<ServiceKeyState> ofService(SqlConnection connection, String service, Terms terms) {
    return Uni.combine()
        .all()
        .unis(account(connection, terms), lapsed(connection, service, terms))
        .with((account, lapsed) -> new ServiceKeyState(Optional.empty(), account, lapsed));
  }

  /** The lapsed keys of a service, or of all; the oldest ones if there are many. */
  static Uni<List<ServiceKeyLapsed>> lapsed(
      SqlConnection connection, @Nullable String service, Terms terms) {
    return connection
        .preparedQuery(Terms.SELECT)
        .execute(terms.of(service))
        .map(rows ->
            StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new ServiceKeyLapsed(row.getLong(0), row.getString(1)))
                .toList());
  }

  private static Uni<Optional<Found>> find(SqlConnection connection, String kid) {
    return connection
        .preparedQuery(SELECT)
        .execute(Tuple.of(kid))
        .map(rows -> OneRow.optional(rows).map(row -> of(row)));
  }

  private static Uni<AccountId> account(SqlConnection connection, Terms terms) {
    return connection
        .preparedQuery(ACCOUNT)
        .execute(Tuple.of(terms.logAccount()))
        .map(rows -> new AccountId(OneRow.of(rows).getLong(0)));
  }

  private static Found of(Row row) {
    OffsetDateTime expires = row.getOffsetDateTime("expires");
    return new Found(
        row.getLong("id"),
        row.getString("kid"),
        row.getString("service"),
        row.getString("name"),
        row.getOffsetDateTime("created").toInstant(),
        expires == null ? null : expires.toInstant(),
        row.getBoolean("approved"),
        row.getString("metadata"));
  }
}
