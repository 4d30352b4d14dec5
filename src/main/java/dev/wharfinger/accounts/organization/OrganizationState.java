package dev.wharfinger.accounts.organization;

import dev.wharfinger.platform.account.EmailAddress;
import dev.wharfinger.platform.id.OrganizationId;
import dev.wharfinger.platform.journal.Rejection;
import dev.wharfinger.platform.rights.NamespaceRights;
import dev.wharfinger.platform.rights.OrganizationAccess;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.sql.OneRow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An organization as read by its administrators' commands. */
sealed interface OrganizationState {

  /** There is none with that name; the name may be a user's. */
  record Missing() implements OrganizationState {}

  /**
   * An organization.
   *
   * @param email the contact e-mail, or the placeholder for a missing one
   * @param callerIsAdmin whether the caller is in a team with role {@code admin}
   */
  record Present(
      OrganizationId id,
      String name,
      String email,
      @Nullable String invoiceAddress,
      UUID subjectKey,
      boolean callerIsAdmin)
      implements OrganizationState {

    /** The contact e-mail as shown to clients: empty for none. */
    String shownEmail() {
      return EmailAddress.isValid(email) ? email : "";
    }
  }

  /** $1 name, $2 the caller's account. */
  String SELECT =
      "SELECT n.id, n.name, n.email, n.invoice_email_address, n.subject_key, "
          + NamespaceRights.administersOrganization("n.id", "$2")
          + " FROM namespace n WHERE n.name = $1 AND n.kind = 'organization'";

  /** Reads it, including the caller's access. */
  static Uni<OrganizationState> load(SqlConnection connection, String name, Caller.User caller) {
    return connection
        .preparedQuery(SELECT)
        .execute(Tuple.of(name, caller.account().value()))
        .map(rows -> rows.size() == 0 ? new Missing() : present(OneRow.of(rows)));
  }

  private static Present present(Row row) {
    return new Present(
        new OrganizationId(row.getLong(0)),
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getUUID(4),
        row.getBoolean(5));
  }

  /**
   * Why the caller may not administer this organization, if so: first the permission, then whether
   * it exists (contract organization 0.2, 0.3).
   */
  default Optional<Rejection> refusesAdministrationBy(Caller.User caller, String name) {
    OrganizationAccess access =
        switch (this) {
          case Missing _ -> new OrganizationAccess.NoOrganization(name.equals(caller.name()));
          case Present present ->
              present.callerIsAdmin()
                  ? new OrganizationAccess.Administrator(present.id())
                  : new OrganizationAccess.NonMember(present.id());
        };
    return access.refusesAdministrationBy(caller);
  }
}
