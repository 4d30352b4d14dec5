package dev.wharfinger.repositories.proxycache;

import dev.wharfinger.platform.journal.Rejection;
import dev.wharfinger.platform.rights.OrganizationAccess;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.sql.OneRow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The state for the operations on a proxy cache.
 *
 * @param configured whether the organization is a proxy cache
 * @param subjectKey the key of the organization's personal data; null if there is none
 * @param hasImmutableTags whether a tag of the organization is immutable
 */
record ProxyCacheState(
    OrganizationAccess access,
    boolean configured,
    @Nullable UUID subjectKey,
    boolean hasImmutableTags) {

  private static final String SELECT =
      "SELECT "
          + OrganizationAccess.COLUMNS
          + ", EXISTS (SELECT FROM proxy_cache c WHERE c.organization = n.id), n.subject_key, EXISTS ("
          + "SELECT FROM repository r JOIN tag_immutability i ON i.repository = r.id WHERE r.namespace = n.id) "
          + OrganizationAccess.FROM;

  /** Reads it. */
  static Uni<ProxyCacheState> load(SqlClient database, String organization, Caller.User caller) {
    return database
        .preparedQuery(SELECT)
        .execute(Tuple.of(organization, caller.account().value()))
        .map(OneRow::of)
        .map(row ->
            new ProxyCacheState(
                OrganizationAccess.of(row, organization, caller),
                row.getBoolean(2),
                row.getUUID(3),
                row.getBoolean(4)));
  }

  /** Why the caller may not configure one, before the address is checked. */
  Optional<Rejection> refusesConfigurationBy(Caller.User caller) {
    if (!access.administers(caller)) {
      return Optional.of(caller.denial());
    }
    return configured
        ? Optional.of(ProxyCacheRejection.Simple.ALREADY_CONFIGURED)
        : Optional.empty();
  }
}
