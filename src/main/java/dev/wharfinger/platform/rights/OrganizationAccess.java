package dev.wharfinger.platform.rights;

import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.id.OrganizationId;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Rejection;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.platform.sql.OneRow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Optional;

/**
 * How a caller stands to the organization that a request names: his best role in its teams. What he
 * may do follows from it, capped by the scopes of his token. Source: contract organization 0.2.
 */
public sealed interface OrganizationAccess {

  /**
   * There is no organization of that name.
   *
   * @param ownName whether it is the caller's own name: then he is its administrator, and still it
   *     is missing
   */
  record NoOrganization(boolean ownName) implements OrganizationAccess {}

  /** He is in none of its teams. */
  record NonMember(OrganizationId id) implements OrganizationAccess {}

  /** He is in a team, and in none whose role is {@code admin}. */
  record Member(OrganizationId id) implements OrganizationAccess {}

  /** He is in a team whose role is {@code admin}. */
  record Administrator(OrganizationId id) implements OrganizationAccess {}

  /** Columns 0 and 1 for {@link #of}, after {@link #FROM}. */
  String COLUMNS = "n.id, " + NamespaceRights.membership("n.id", "$2") + " ";

  /** Exactly one row, whether or not {@code n} is there. $1 its name, $2 the caller's account. */
  String FROM =
      """
      FROM (SELECT) always
      LEFT JOIN namespace n ON n.name = $1 AND n.kind = 'organization'
      """;

  /** Reads it. */
  static Uni<OrganizationAccess> load(SqlClient database, String name, Caller.User caller) {
    return database
        .preparedQuery("SELECT " + COLUMNS + FROM)
        .execute(Tuple.of(name, caller.account().value()))
        .map(rows -> of(OneRow.of(rows), name, caller));
  }

  /** Reads it from the first two columns of a row. */
  static OrganizationAccess of(Row row, String name, Caller.User caller) {
    Long id = row.getLong(0);
    if (id == null) {
      return new NoOrganization(name.equals(caller.name()));
    }
    return Optional.ofNullable(row.getBoolean(1))
        .<OrganizationAccess>map(admin ->
            admin ? new Administrator(new OrganizationId(id)) : new Member(new OrganizationId(id)))
        .orElseGet(() -> new NonMember(new OrganizationId(id)));
  }

  /** The organization's account; empty where there is none. */
  default Optional<OrganizationId> organization() {
    return switch (this) {
      case NoOrganization _ -> Optional.empty();
      case NonMember(OrganizationId id) -> Optional.of(id);
      case Member(OrganizationId id) -> Optional.of(id);
      case Administrator(OrganizationId id) -> Optional.of(id);
    };
  }

  /** Whether he may change whatever belongs to the organization. */
  default boolean administers(Caller.User caller) {
    boolean entitled =
        switch (this) {
          case NoOrganization(boolean ownName) -> ownName;
          case NonMember _, Member _ -> false;
          case Administrator _ -> true;
        };
    return caller.fullAccess() || (entitled && caller.may(Scope.ORG_ADMIN));
  }

  /** Whether he may read what members read. */
  default boolean belongs(Caller.User caller) {
    boolean entitled =
        switch (this) {
          case NoOrganization(boolean ownName) -> ownName;
          case NonMember _ -> false;
          case Member _, Administrator _ -> true;
        };
    return inspects(caller)
        || (entitled && (caller.may(Scope.ORG_ADMIN) || caller.may(Scope.REPO_CREATE)));
  }

  /** Whether he may read what administrators read. */
  default boolean inspects(Caller.User caller) {
    return caller.readOnlySuperuser() || administers(caller);
  }

  /** Why he may not administer it, if he may not: his right counts before its existence does. */
  default Optional<Rejection> refusesAdministrationBy(Caller.User caller) {
    if (!administers(caller)) {
      return Optional.of(caller.denial());
    }
    return organization().isEmpty() ? Optional.of(CommonRejection.NOT_FOUND) : Optional.empty();
  }

  /** The organization's account, for one who may read what administrators read. */
  default OrganizationId inspectedBy(Caller.User caller) {
    if (!inspects(caller)) {
      throw new ApiException(ApiError.denied(caller));
    }
    return organization().orElseThrow(ApiException::notFound);
  }
}
