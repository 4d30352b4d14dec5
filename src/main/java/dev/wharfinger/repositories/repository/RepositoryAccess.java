package dev.wharfinger.repositories.repository;

import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.platform.journal.Rejection;
import dev.wharfinger.platform.rights.NamespaceRights;
import dev.wharfinger.platform.rights.RepositoryRights;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.platform.sql.OneRow;
import dev.wharfinger.platform.vault.Personal;
import dev.wharfinger.repositories.repository.RepositoryEvent.Role;
import dev.wharfinger.repositories.repository.RepositoryEvent.State;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The repository that a request names, and the caller's role in it, capped by the token's scopes.
 * Source: contract neighbours 1.2, 1.3 and 6.
 */
public sealed interface RepositoryAccess {

  /** The caller's role there; empty for none. */
  Optional<Role> role();

  /** There is no such repository; the role is the caller's in all repositories of its namespace. */
  record Missing(Optional<Role> role) implements RepositoryAccess {}

  /** A repository. */
  record Present(
      RepositoryId id,
      String name,
      Namespace namespace,
      boolean isPublic,
      State state,
      Optional<Role> role)
      implements RepositoryAccess {}

  /** The account that a repository belongs to. */
  record Namespace(AccountId id, String name, UUID subjectKey, boolean isOrganization) {

    /** Its name, for the journal. */
    public Personal personalName() {
      return personal(name);
    }

    /** A personal value of this account. */
    public Personal personal(String value) {
      return new Personal.Known(value, subjectKey);
    }
  }

  /** Columns 0 to 8 for {@link #of}, after {@link #FROM}. */
  String COLUMNS =
      "n.id, n.subject_key, n.kind = 'organization', r.id, r.is_public, r.state, "
          + String.join(
              ", ",
              NamespaceRights.administers("n.id", "$3"),
              RepositoryRights.ownRole("r.id", "$3"),
              RepositoryRights.rankByTeams("n.id", "r.id", "$3"))
          + " ";

  /** Exactly one row. $1 the namespace's name, $2 the repository's, $3 the caller's account. */
  String FROM =
      """
      FROM (SELECT) always
      LEFT JOIN namespace n ON n.name = $1 AND n.kind <> 'robot'
      LEFT JOIN repository r ON r.namespace = n.id AND r.name = $2
      """;

  /** Reads it; account 0 stands for an anonymous caller. */
  static Uni<RepositoryAccess> load(SqlClient database, RepositoryName repository, Caller caller) {
    long account = caller instanceof Caller.User user ? user.account().value() : 0;
    return database
        .preparedQuery("SELECT " + COLUMNS + FROM)
        .execute(Tuple.of(repository.namespace(), repository.name(), account))
        .map(rows -> of(OneRow.of(rows), repository, caller));
  }

  /** Reads it from the first nine columns of a row. */
  static RepositoryAccess of(Row row, RepositoryName repository, Caller caller) {
    boolean covers = Boolean.TRUE.equals(row.getBoolean(6));
    Long id = row.getLong(3);
    if (id == null) {
      return new Missing(capped(covers ? Role.ADMIN : null, caller));
    }
    return new Present(
        new RepositoryId(id),
        repository.name(),
        new Namespace(
            new AccountId(row.getLong(0)),
            repository.namespace(),
            row.getUUID(1),
            row.getBoolean(2)),
        row.getBoolean(4),
        State.valueOf(row.getString(5)),
        capped(best(covers, row.getString(7), row.getInteger(8)), caller));
  }

  private static @Nullable Role best(
      boolean covers, @Nullable String own, @Nullable Integer byTeams) {
    if (covers) {
      return Role.ADMIN;
    }
    Role mine = own == null ? null : Role.of(own);
    Role teams = byTeams == null ? null : Role.values()[byTeams - 1];
    if (mine == null || teams == null) {
      return mine == null ? teams : mine;
    }
    return mine.compareTo(teams) > 0 ? mine : teams;
  }

  private static Optional<Role> capped(@Nullable Role role, Caller caller) {
    return Optional.ofNullable(role)
        .flatMap(real -> cap(caller).map(cap -> real.compareTo(cap) < 0 ? real : cap));
  }

  /** The highest role that a token's scopes allow; none without a scope for repositories. */
  static Optional<Role> cap(Caller caller) {
    if (!(caller instanceof Caller.User user)) {
      return Optional.empty();
    }
    if (user.may(Scope.REPO_ADMIN)) {
      return Optional.of(Role.ADMIN);
    }
    if (user.may(Scope.REPO_WRITE)) {
      return Optional.of(Role.WRITE);
    }
    return user.may(Scope.REPO_READ) ? Optional.of(Role.READ) : Optional.empty();
  }

  /** Whether the caller has this role. */
  default boolean allows(Role needed, Caller caller) {
    boolean full = caller instanceof Caller.User user && user.fullAccess();
    return full || role().filter(has -> has.compareTo(needed) >= 0).isPresent();
  }

  /** Why the caller may not do what requires this role, if so: the permission is checked first. */
  default Optional<Rejection> denies(Role needed, Caller caller) {
    return allows(needed, caller) ? Optional.empty() : Optional.of(caller.denial());
  }

  /** This, if the caller has the role, whether the repository exists or not. */
  default RepositoryAccess require(Role needed, Caller caller) {
    return permitted(allows(needed, caller), caller);
  }

  /** The same for a caller who may read its administrative data. */
  default RepositoryAccess requireInspector(Caller caller) {
    return permitted(allows(Role.ADMIN, caller) || readsEverything(caller), caller);
  }

  /** The same for a caller who may read it; all callers may read a public one. */
  default RepositoryAccess requireReader(Caller caller) {
    boolean open =
        switch (this) {
          case Missing _ -> false;
          case Present present -> present.isPublic();
        };
    return permitted(open || readsEverything(caller) || allows(Role.READ, caller), caller);
  }

  /** The repository, for a caller who may read its administrative data. */
  default Present inspectedBy(Caller.User caller) {
    return requireInspector(caller).present();
  }

  /** The repository, for a caller who may read it; all callers may read a public one. */
  default Present readBy(Caller caller) {
    return requireReader(caller).present();
  }

  /** The repository; 404 if there is none. */
  default Present present() {
    return switch (this) {
      case Missing _ -> throw new ApiException(ApiError.notFound());
      case Present present -> present;
    };
  }

  private static boolean readsEverything(Caller caller) {
    return caller instanceof Caller.User user && user.readOnlySuperuser();
  }

  private RepositoryAccess permitted(boolean may, Caller caller) {
    if (!may) {
      throw new ApiException(ApiError.denied(caller));
    }
    return this;
  }
}
