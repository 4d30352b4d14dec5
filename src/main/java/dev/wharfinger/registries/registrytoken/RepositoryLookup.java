package dev.wharfinger.registries.registrytoken;

import dev.wharfinger.accounts.organization.PushedOrganization;
import dev.wharfinger.platform.config.RegistryState;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.rights.NamespaceRights;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.platform.sql.OneRow;
import dev.wharfinger.registries.registrytoken.LoadedRepository.May;
import dev.wharfinger.registries.registrytoken.RegistryRefusal.Code;
import dev.wharfinger.repositories.repository.PushedRepository;
import dev.wharfinger.repositories.repository.RepositoryAccess;
import dev.wharfinger.repositories.repository.RepositoryName;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Loads everything relevant about a repository that a client wants to use, in one statement. */
@Singleton
class RepositoryLookup {

  /**
   * Columns 9 to 16: whether the caller may create repositories in the namespace; whether it is a
   * member; whether the namespace is a proxy cache, whether it has a quota of its own, its size,
   * the lowest of its reject limits, whether it is enabled, whether the caller pushes what the
   * repository copies as a mirror.
   */
  private static final String SELECT =
      "SELECT "
          + RepositoryAccess.COLUMNS
          + ", "
          + NamespaceRights.creates("n.id", "$3")
          + """
           AS creates,
          """
          + NamespaceRights.membership("n.id", "$3")
          + """
           IS NOT NULL AS member,
          EXISTS (SELECT FROM proxy_cache x WHERE x.organization = n.id) AS caches,
          EXISTS (SELECT FROM quota q WHERE q.namespace = n.id) AS has_quota,
          coalesce((SELECT s.size_bytes FROM activity.namespace_size s WHERE s.namespace = n.id), 0) AS size,
          (SELECT min(ceil(q.limit_bytes::numeric * l.percent / 100))::bigint
           FROM quota q JOIN quota_limit l ON l.quota = q.id
           WHERE q.namespace = n.id AND l.type = 'Reject') AS reject_at,
          n.enabled,
          EXISTS (SELECT FROM repository_mirror m WHERE m.repository = r.id AND m.robot = $3) AS mirrors
          """
          + RepositoryAccess.FROM;

  private final Pool pool;
  private final PushedRepository pushed;
  private final PushedOrganization organizations;
  private final boolean quotas;
  private final long systemLimit;
  private final boolean takesWrites;

  @Inject
  RepositoryLookup(
      Pool pool, PushedRepository pushed, PushedOrganization organizations, Settings settings) {
    this.pool = pool;
    this.pushed = pushed;
    this.organizations = organizations;
    this.quotas = settings.featureQuotaManagement() && settings.featureEditQuota();
    this.systemLimit = settings.defaultSystemRejectQuotaBytes();
    this.takesWrites = settings.registryState() == RegistryState.NORMAL;
  }

  /**
   * Loads what is relevant for a caller's use of a repository. A disabled namespace is closed to
   * all callers: it fails with {@link RegistryRefusal}.
   */
  Uni<LoadedRepository> find(RepositoryName repository, Caller caller) {
    long account = caller instanceof Caller.User user ? user.account().value() : 0;
    return pool.preparedQuery(SELECT)
        .execute(Tuple.of(repository.namespace(), repository.name(), account))
        .map(rows -> at(OneRow.of(rows), repository, caller));
  }

  private LoadedRepository at(Row row, RepositoryName repository, Caller caller) {
    if (Boolean.FALSE.equals(row.getBoolean("enabled"))) {
      throw new RegistryRefusal(
          Code.NAMESPACE_DISABLED,
          "Namespace %s has been disabled. Please contact a system administrator."
              .formatted(repository.namespace()));
    }
    return new LoadedRepository(
        RepositoryAccess.of(row, repository, caller),
        pushed.isPossible(repository) ? may(row, caller) : May.NOTHING,
        row.getBoolean("caches"),
        quotas && isFull(row),
        row.getBoolean("mirrors"),
        takesWrites);
  }

  private May may(Row row, Caller caller) {
    if (!(caller instanceof Caller.User user)) {
      return May.NOTHING;
    }
    if (row.getLong(0) == null) {
      return organizations.mayBeCreatedBy(user) ? May.CREATE_NAMESPACE : May.NOTHING;
    }
    boolean scoped = user.may(Scope.ORG_ADMIN) || user.may(Scope.REPO_CREATE);
    if (user.fullAccess() || (row.getBoolean("creates") && scoped)) {
      return May.CREATE;
    }
    boolean reads = RepositoryAccess.cap(caller).isPresent();
    return row.getBoolean("caches") && row.getBoolean("member") && reads ? May.FETCH : May.NOTHING;
  }

  /** The system's quota applies if there is no other. */
  private boolean isFull(Row row) {
    long size = row.getLong("size");
    if (row.getBoolean("has_quota")) {
      Long limit = row.getLong("reject_at");
      return limit != null && size >= limit;
    }
    return systemLimit > 0 && size >= systemLimit;
  }
}
