package dev.wharfinger.repositories.autoprune;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.Rejection;
import dev.wharfinger.platform.rights.NamespaceRights;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.platform.sql.OneRow;
import dev.wharfinger.platform.vault.Personal;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.AutoPrunePolicyChanged;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.AutoPrunePolicyCreated;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.AutoPrunePolicyDeleted;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.Changed;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.Created;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.Deleted;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.Repository;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.RepositoryAutoPrunePolicyChanged;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.RepositoryAutoPrunePolicyCreated;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.RepositoryAutoPrunePolicyDeleted;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.Terms;
import dev.wharfinger.repositories.autoprune.AutoPruneTarget.Namespace;
import dev.wharfinger.repositories.autoprune.AutoPruneTarget.OfRepository;
import dev.wharfinger.repositories.autoprune.AutoPruneTarget.OwnAccount;
import dev.wharfinger.repositories.repository.RepositoryAccess;
import dev.wharfinger.repositories.repository.RepositoryAccess.Missing;
import dev.wharfinger.repositories.repository.RepositoryAccess.Present;
import dev.wharfinger.repositories.repository.RepositoryEvent.Role;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Optional;
import java.util.UUID;

/**
 * What a request's policies belong to, and the caller's permissions there. Source: contract
 * sessions 3.7, repositories 3.
 *
 * @param changes whether the caller may change them
 * @param reads whether the caller may read them
 * @param owner empty if there is no such account or repository
 */
record AutoPrunePlace(boolean changes, boolean reads, Optional<Owner> owner) {

  /**
   * What policies belong to.
   *
   * @param name of the account, sealed with its key
   * @param repository empty if they are the account's own
   */
  record Owner(AccountId namespace, Personal name, Optional<Repository> repository) {

    /** The condition for its policies; $1 is its {@link #id}. */
    String policies() {
      return repository.isEmpty() ? "namespace = $1 AND repository IS NULL" : "repository = $1";
    }

    long id() {
      return repository.map(it -> it.id().value()).orElse(namespace.value());
    }

    Created created(long id, UUID policy, Terms terms) {
      return repository
          .<Created>map(
              of -> new RepositoryAutoPrunePolicyCreated(id, policy, namespace, name, of, terms))
          .orElseGet(() -> new AutoPrunePolicyCreated(id, policy, namespace, name, terms));
    }

    Changed changed(UUID policy, Terms terms) {
      return repository
          .<Changed>map(
              of -> new RepositoryAutoPrunePolicyChanged(policy, namespace, name, of, terms))
          .orElseGet(() -> new AutoPrunePolicyChanged(policy, namespace, name, terms));
    }

    Deleted deleted(UUID policy) {
      return repository
          .<Deleted>map(of -> new RepositoryAutoPrunePolicyDeleted(policy, namespace, name, of))
          .orElseGet(() -> new AutoPrunePolicyDeleted(policy, namespace, name));
    }
  }

  /** $1 its name, $2 the caller's account. */
  private static final String SELECT =
      "SELECT n.id, n.name, n.subject_key, "
          + NamespaceRights.administers("n.id", "$2")
          + """
           FROM namespace n WHERE n.name = $1 AND (n.kind = 'organization' OR n.id = $2)
          """;

  /** Reads it. */
  static Uni<AutoPrunePlace> load(SqlClient database, AutoPruneTarget target, Caller.User caller) {
    return switch (target) {
      case OwnAccount _ -> account(database, caller.name(), caller, Scope.USER_ADMIN, false);
      case Namespace(String name) ->
          account(database, name, caller, Scope.ORG_ADMIN, caller.readOnlySuperuser());
      case OfRepository(var name) ->
          RepositoryAccess.load(database, name, caller).map(access -> repository(access, caller));
    };
  }

  private static Uni<AutoPrunePlace> account(
      SqlClient database, String name, Caller.User caller, Scope scope, boolean alsoReads) {
    return database
        .preparedQuery(SELECT)
        .execute(Tuple.of(name, caller.account().value()))
        .map(rows -> {
          Optional<Row> row = OneRow.optional(rows);
          boolean entitled = row.filter(it -> it.getBoolean(3)).isPresent();
          boolean changes = caller.fullAccess() || (entitled && caller.may(scope));
          return new AutoPrunePlace(
              changes, changes || alsoReads, row.map(AutoPrunePlace::account));
        });
  }

  private static Owner account(Row row) {
    return new Owner(
        new AccountId(row.getLong(0)),
        new Personal.Known(row.getString(1), row.getUUID(2)),
        Optional.empty());
  }

  private static AutoPrunePlace repository(RepositoryAccess access, Caller.User caller) {
    boolean changes = access.allows(Role.ADMIN, caller);
    return new AutoPrunePlace(
        changes,
        changes || caller.readOnlySuperuser(),
        switch (access) {
          case Missing _ -> Optional.empty();
          case Present present ->
              Optional.of(
                  new Owner(
                      present.namespace().id(),
                      present.namespace().personalName(),
                      Optional.of(new Repository(present.id(), present.name()))));
        });
  }

  /** Why the caller may not write, if so: the permission is checked before existence. */
  Optional<Rejection> denies(Caller.User caller) {
    return changes ? Optional.empty() : Optional.of(caller.denial());
  }
}
