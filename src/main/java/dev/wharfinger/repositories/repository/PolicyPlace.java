package dev.wharfinger.repositories.repository;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.PathId;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.Rejection;
import dev.wharfinger.platform.rights.NamespaceRights;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.platform.sql.OneRow;
import dev.wharfinger.platform.vault.Personal;
import dev.wharfinger.repositories.repository.PolicyTarget.Namespace;
import dev.wharfinger.repositories.repository.PolicyTarget.OfRepository;
import dev.wharfinger.repositories.repository.PolicyTarget.OwnAccount;
import dev.wharfinger.repositories.repository.RepositoryAccess.Missing;
import dev.wharfinger.repositories.repository.RepositoryAccess.Present;
import dev.wharfinger.repositories.repository.RepositoryEvent.Role;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What a request's policies belong to, and the caller's permissions there. Source: contract
 * sessions 3.7, repositories 3.
 *
 * @param changes whether the caller may change them
 * @param reads whether the caller may read them
 * @param owner empty if there is no such account or repository
 */
public record PolicyPlace(boolean changes, boolean reads, Optional<Owner> owner) {

  /**
   * What policies belong to.
   *
   * @param name of the account, sealed with its key
   * @param repository empty if they are the account's own
   */
  public record Owner(AccountId namespace, Personal name, Optional<Present> repository) {

    /** The condition for its policies; $1 is its {@link #id}. */
    public String policies() {
      return repository.isEmpty() ? "namespace = $1 AND repository IS NULL" : "repository = $1";
    }

    /** The id of the repository, or else of the account. */
    public long id() {
      return repository.map(it -> it.id().value()).orElse(namespace.value());
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
  public static Uni<PolicyPlace> load(SqlClient database, PolicyTarget target, Caller.User caller) {
    return switch (target) {
      case OwnAccount _ -> account(database, caller.name(), caller, Scope.USER_ADMIN, false);
      case Namespace(String name) ->
          account(database, name, caller, Scope.ORG_ADMIN, caller.readOnlySuperuser());
      case OfRepository(var name) ->
          RepositoryAccess.load(database, name, caller).map(access -> repository(access, caller));
    };
  }

  private static Uni<PolicyPlace> account(
      SqlClient database, String name, Caller.User caller, Scope scope, boolean alsoReads) {
    return database
        .preparedQuery(SELECT)
        .execute(Tuple.of(name, caller.account().value()))
        .map(rows -> {
          Optional<Row> row = OneRow.optional(rows);
          boolean entitled = row.filter(it -> it.getBoolean(3)).isPresent();
          boolean changes = caller.fullAccess() || (entitled && caller.may(scope));
          return new PolicyPlace(changes, changes || alsoReads, row.map(PolicyPlace::account));
        });
  }

  private static Owner account(Row row) {
    return new Owner(
        new AccountId(row.getLong(0)),
        new Personal.Known(row.getString(1), row.getUUID(2)),
        Optional.empty());
  }

  private static PolicyPlace repository(RepositoryAccess access, Caller.User caller) {
    boolean changes = access.allows(Role.ADMIN, caller);
    return new PolicyPlace(
        changes,
        changes || caller.readOnlySuperuser(),
        switch (access) {
          case Missing _ -> Optional.empty();
          case Present present ->
              Optional.of(
                  new Owner(
                      present.namespace().id(),
                      present.namespace().personalName(),
                      Optional.of(present)));
        });
  }

  /** Why the caller may not write, if so: the permission is checked before existence. */
  public Optional<Rejection> denies(Caller.User caller) {
    return changes ? Optional.empty() : Optional.of(caller.denial());
  }

  /**
   * Shows the policies of a place to a caller who may read them.
   *
   * @param policies those of an owner, as clients see them
   * @return none of an account that does not exist; 404 of a repository that does not
   */
  public static Uni<ObjectNode> list(
      SqlClient database,
      ApiRequest request,
      PolicyTarget target,
      Function<Owner, Uni<ArrayNode>> policies) {
    return find(database, request, target, policies)
        .map(found -> JsonNodeFactory.instance.objectNode().set("policies", found));
  }

  /**
   * Shows one of them.
   *
   * @param policy its id, as in the path
   * @param policies that of an owner, if there is one with this id
   */
  public static Uni<ObjectNode> one(
      SqlClient database,
      ApiRequest request,
      PolicyTarget target,
      String policy,
      BiFunction<Owner, UUID, Uni<ArrayNode>> policies) {
    UUID uuid = PathId.uuid(policy).orElse(new UUID(0, 0));
    return find(database, request, target, owner -> policies.apply(owner, uuid))
        .map(found -> {
          if (found.isEmpty()) {
            throw ApiException.notFound();
          }
          return (ObjectNode) found.get(0);
        });
  }

  private static Uni<ArrayNode> find(
      SqlClient database,
      ApiRequest request,
      PolicyTarget target,
      Function<Owner, Uni<ArrayNode>> policies) {
    Caller.User caller = request.requireUser();
    return load(database, target, caller)
        .flatMap(place -> {
          if (!place.reads()) {
            throw new ApiException(ApiError.denied(caller));
          }
          if (place.owner().isEmpty() && target instanceof OfRepository) {
            throw ApiException.notFound();
          }
          return place
              .owner()
              .map(policies)
              .orElseGet(() -> Uni.createFrom().item(JsonNodeFactory.instance.arrayNode()));
        });
  }
}
