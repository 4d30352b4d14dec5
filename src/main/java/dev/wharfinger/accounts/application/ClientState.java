package dev.wharfinger.accounts.application;

import dev.wharfinger.platform.http.PathId;
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

/** The application that a client says it is, and what it is to the user whom it asks. */
sealed interface ClientState {

  /** Nobody knows it. */
  record Unknown() implements ClientState {}

  /**
   * An application.
   *
   * @param owner its organization, or the first user for his own application
   * @param ownerEmail or its stand-in
   * @param email what it is drawn by
   * @param tie what the user is to its owner
   * @param granted the scope strings of the user's living tokens of it
   * @param ownerAccount its owner's account id
   * @param offer the assignment that the user names, if it is his, of this application
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
      long ownerAccount,
      Optional<Offer> offer)
      implements ClientState {

    /** All scopes of the living tokens together. */
    Set<Scope> grantedScopes() {
      return granted.stream()
          .flatMap(scope -> Scope.parse(scope).stream())
          .flatMap(Set::stream)
          .collect(Collectors.toUnmodifiableSet());
    }
  }

  /**
   * A token that the user is offered.
   *
   * @param id row id of the assignment
   * @param scope scope string, as it was sent
   */
  record Offer(long id, String scope) {

    /** Whether it is just this that he asks for. */
    boolean isFor(Set<Scope> scopes) {
      return Scope.parse(scope).filter(scopes::equals).isPresent();
    }
  }

  /** What a user is to the owner of an application. Full access makes nobody more. */
  enum OwnerRelation {
    /** The owner is an organization, and he is in one of its teams of role {@code admin}. */
    ADMINISTRATOR,
    /** The owner is an organization, and he is not. */
    NONE,
    /** The owner is a user: such an application asks nobody for anything. */
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

  /** Reads it; with the assignment that the user names, if any. */
  static Uni<ClientState> load(
      SqlClient database, String clientId, long account, Optional<String> assignment, Instant now) {
    return database
        .preparedQuery(SELECT)
        .execute(
            Tuple.of(
                clientId,
                account,
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
        row.getLong("owner_account"),
        Optional.ofNullable(row.getLong("offer"))
            .map(id -> new Offer(id, row.getString("offered"))));
  }

  private static OwnerRelation tie(String kind, boolean isAdmin) {
    if (!kind.equals("organization")) {
      return OwnerRelation.OWNED_BY_USER;
    }
    return isAdmin ? OwnerRelation.ADMINISTRATOR : OwnerRelation.NONE;
  }

  /** The application; empty for one that nobody knows. */
  default Optional<Known> known() {
    return switch (this) {
      case Unknown _ -> Optional.empty();
      case Known known -> Optional.of(known);
    };
  }
}
