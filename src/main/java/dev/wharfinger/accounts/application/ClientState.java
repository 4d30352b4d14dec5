package dev.wharfinger.accounts.application;

import dev.wharfinger.platform.http.PathId;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.rights.NamespaceRights;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.platform.sql.OneRow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The application identified by a client id, and the user's relation to it. */
sealed interface ClientState {

  /** There is no such application. */
  record Unknown() implements ClientState {}

  /**
   * An application.
   *
   * @param owner its organization, or the first user for that user's own application
   * @param ownerEmail the owner's e-mail, or the placeholder for a missing one
   * @param email the e-mail from which its avatar is derived
   * @param tie the user's relation to its owner
   * @param granted the scope strings of the user's unexpired tokens of it
   * @param ownerAccount its owner's account id
   * @param offer the requested assignment, if it is the user's and of this application
   */
  record Known(
      long id,
      String name,
      String description,
      String uri,
      String redirectUri,
      String owner,
      String ownerEmail,
      String email,
      OwnerRelation tie,
      List<String> granted,
      AccountId ownerAccount,
      Optional<Offer> offer)
      implements ClientState {

    /** All scopes of the unexpired tokens together. */
    Set<Scope> grantedScopes() {
      return granted.stream()
          .flatMap(scope -> Scope.parse(scope).stream())
          .flatMap(Set::stream)
          .collect(Collectors.toUnmodifiableSet());
    }
  }

  /**
   * A token assigned to the user.
   *
   * @param id row id of the assignment
   * @param scope scope string, as it was sent
   */
  record Offer(long id, String scope) {

    /** Whether the request asks for exactly these scopes. */
    boolean isFor(Set<Scope> scopes) {
      return Scope.parse(scope).filter(scopes::equals).isPresent();
    }
  }

  /** The user's relation to the owner of an application. Full access does not change it. */
  enum OwnerRelation {
    /**
     * The owner is an organization, and the user is in one of its teams with role {@code admin}.
     */
    ADMINISTRATOR,
    /** The owner is an organization, and the user is not. */
    NONE,
    /** The owner is a user: such an application cannot request authorization. */
    OWNED_BY_USER
  }

  /** $1 the client id, $2 the user's account, $3 the time, $4 the uuid of an assignment. */
  String SELECT =
      """
      SELECT a.id, a.name, a.description, a.application_uri, a.redirect_uri, n.name AS owner,
        n.email AS owner_email, coalesce(nullif(a.avatar_email, ''), n.email) AS email, n.kind,
        a.owner AS owner_account, s.id AS offer, s.scope AS offered,
        %s AS is_admin,
        ARRAY(SELECT k.scope FROM access_token k
              WHERE k.application = a.id AND k.account = $2 AND k.expires > $3) AS granted
      FROM application a JOIN namespace n ON n.id = a.owner
      LEFT JOIN token_assignment s ON s.uuid = $4 AND s.account = $2 AND s.application = a.id
      WHERE a.client_id = $1
      """
          .formatted(NamespaceRights.administersOrganization("n.id", "$2"));

  /** Reads it, with the requested assignment, if any. */
  static Uni<ClientState> load(
      SqlClient database,
      String clientId,
      AccountId account,
      Optional<String> assignment,
      Instant now) {
    return database
        .preparedQuery(SELECT)
        .execute(
            Tuple.of(
                clientId,
                account.value(),
                now.atOffset(ZoneOffset.UTC),
                assignment.flatMap(PathId::uuid).orElse(null)))
        .map(rows -> rows.size() == 0 ? new Unknown() : known(OneRow.of(rows)));
  }

  private static Known known(Row row) {
    return new Known(
        row.getLong("id"),
        row.getString("name"),
        row.getString("description"),
        row.getString("application_uri"),
        row.getString("redirect_uri"),
        row.getString("owner"),
        row.getString("owner_email"),
        row.getString("email"),
        tie(row.getString("kind"), row.getBoolean("is_admin")),
        Arrays.asList(row.getArrayOfStrings("granted")),
        new AccountId(row.getLong("owner_account")),
        Optional.ofNullable(row.getLong("offer"))
            .map(id -> new Offer(id, row.getString("offered"))));
  }

  private static OwnerRelation tie(String kind, boolean isAdmin) {
    if (!kind.equals("organization")) {
      return OwnerRelation.OWNED_BY_USER;
    }
    return isAdmin ? OwnerRelation.ADMINISTRATOR : OwnerRelation.NONE;
  }

  /** The application; empty if there is none. */
  default Optional<Known> known() {
    return switch (this) {
      case Unknown _ -> Optional.empty();
      case Known known -> Optional.of(known);
    };
  }
}
