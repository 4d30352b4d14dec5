package dev.wharfinger.accounts.application;

import dev.wharfinger.platform.id.OrganizationId;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Rejection;
import dev.wharfinger.platform.rights.OrganizationAccess;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.sql.OneRow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** The application named in a request, and the caller's access to its organization. */
sealed interface ApplicationState {

  /** The caller's access to the organization. */
  OrganizationAccess access();

  /** There is no such organization. */
  record NoOrganization(OrganizationAccess access) implements ApplicationState {}

  /**
   * The organization has no such application.
   *
   * @param key of the organization's sealed data
   */
  record Missing(OrganizationAccess access, OrganizationId organization, UUID key)
      implements ApplicationState {}

  /**
   * An application.
   *
   * @param key of the organization's sealed data
   */
  record Present(
      OrganizationAccess access,
      OrganizationId organization,
      UUID key,
      long id,
      String clientId,
      String name)
      implements ApplicationState {}

  /** Columns 0 to 4 for {@link #of}, after {@link #FROM}. */
  String COLUMNS = OrganizationAccess.COLUMNS + ", n.subject_key, a.id, a.name ";

  /** Exactly one row. $1 the organization's name, $2 the caller's account, $3 the client id. */
  String FROM =
      OrganizationAccess.FROM + " LEFT JOIN application a ON a.client_id = $3 AND a.owner = n.id ";

  /** Reads it. */
  static Uni<ApplicationState> load(
      SqlClient database, String organization, String clientId, Caller.User caller) {
    return database
        .preparedQuery("SELECT " + COLUMNS + FROM)
        .execute(Tuple.of(organization, caller.account().value(), clientId))
        .map(rows -> of(OneRow.of(rows), organization, clientId, caller));
  }

  /** Reads it from the first five columns of a row. */
  static ApplicationState of(Row row, String organization, String clientId, Caller.User caller) {
    OrganizationAccess access = OrganizationAccess.of(row, organization, caller);
    if (access.organization().isEmpty()) {
      return new NoOrganization(access);
    }
    OrganizationId owner = access.organization().get();
    UUID key = row.getUUID(2);
    Long id = row.getLong(3);
    return id == null
        ? new Missing(access, owner, key)
        : new Present(access, owner, key, id, clientId, row.getString(4));
  }

  /**
   * Decides for an administrator of an existing application; others are refused in the contract's
   * order: permission, organization, application (organization 2.12).
   */
  default Decision decide(Caller.User caller, Function<Present, Decision> decide) {
    Optional<Rejection> refusal = access().refusesAdministrationBy(caller);
    if (refusal.isPresent()) {
      return Decision.reject(refusal.get());
    }
    return switch (this) {
      case NoOrganization _, Missing _ -> Decision.reject(CommonRejection.NOT_FOUND);
      case Present present -> decide.apply(present);
    };
  }
}
