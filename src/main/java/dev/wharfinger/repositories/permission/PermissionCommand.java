package dev.wharfinger.repositories.permission;

import dev.wharfinger.platform.http.CheckedBody;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.repositories.permission.PermissionEvent.AccountPermissionRemoved;
import dev.wharfinger.repositories.permission.PermissionEvent.AccountPermissionSet;
import dev.wharfinger.repositories.permission.PermissionEvent.RepositoryRef;
import dev.wharfinger.repositories.permission.PermissionEvent.TeamPermissionRemoved;
import dev.wharfinger.repositories.permission.PermissionEvent.TeamPermissionSet;
import dev.wharfinger.repositories.permission.PermissionHolder.Account;
import dev.wharfinger.repositories.permission.PermissionHolder.Kind;
import dev.wharfinger.repositories.permission.PermissionHolder.NoAccount;
import dev.wharfinger.repositories.permission.PermissionHolder.State;
import dev.wharfinger.repositories.permission.PermissionHolder.Team;
import dev.wharfinger.repositories.repository.RepositoryAccess.Missing;
import dev.wharfinger.repositories.repository.RepositoryAccess.Present;
import dev.wharfinger.repositories.repository.RepositoryEvent.Role;
import dev.wharfinger.repositories.repository.RepositoryName;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/**
 * Commands on a permission; one rule for users, robots and teams. Source: contract neighbours 7.
 */
sealed interface PermissionCommand extends Command<State> {

  /** The repository. */
  RepositoryName repository();

  /** Whether the holder is a user or a team. */
  Kind kind();

  /** The holder's name. */
  String name();

  /** The caller. */
  Caller.User caller();

  /** The request body. */
  CheckedBody body();

  @Override
  default Uni<State> load(SqlConnection connection) {
    return PermissionHolder.load(connection, repository(), kind(), name(), caller());
  }

  @Override
  default Decision decide(State state, Ids ids) {
    return state
        .access()
        .denies(Role.ADMIN, caller())
        .or(() -> body().fault())
        .map(Decision::reject)
        .orElseGet(() ->
            switch (state.access()) {
              case Missing _ -> Decision.reject(CommonRejection.NOT_FOUND);
              case Present _ when kind() == Kind.USER && name().equals(repository().namespace()) ->
                  Decision.reject(PermissionRejection.Simple.OWNER_IS_ADMINISTRATOR);
              case Present present -> decide(present, state.holder(), ids);
            });
  }

  /**
   * Decides on an existing repository, for a permitted caller and a holder other than its owner.
   */
  Decision decide(Present repository, PermissionHolder holder, Ids ids);

  private static RepositoryRef place(Present it) {
    return new RepositoryRef(
        it.id(), it.name(), it.namespace().id(), it.namespace().personalName());
  }

  /** Sets a holder's role. */
  record Set(
      RepositoryName repository, Kind kind, String name, Caller.User caller, CheckedBody body)
      implements PermissionCommand {

    @Override
    public Decision decide(Present to, PermissionHolder holder, Ids ids) {
      return switch (holder) {
        case NoAccount _ ->
            Decision.reject(
                new PermissionRejection.UnknownHolder(kind, name, repository.namespace()));
        case Account account when isForeignRobot(account) ->
            Decision.reject(new PermissionRejection.ForeignRobot(name, repository.namespace()));
        case Account account ->
            Decision.accept(
                new AccountPermissionSet(
                    place(to),
                    account.permission().orElseGet(ids::next),
                    account.id(),
                    account.personalName(),
                    role()));
        case Team team ->
            Decision.accept(
                new TeamPermissionSet(
                    place(to),
                    team.permission().orElseGet(ids::next),
                    team.id(),
                    team.name(),
                    role()));
      };
    }

    private boolean isForeignRobot(Account account) {
      return account.isRobot() && !account.name().startsWith(repository.namespace() + "+");
    }

    private Role role() {
      return Role.of(body.text("role"));
    }
  }

  /** Removes a permission. */
  record Remove(RepositoryName repository, Kind kind, String name, Caller.User caller)
      implements PermissionCommand {

    @Override
    public CheckedBody body() {
      return CheckedBody.NONE;
    }

    @Override
    public Decision decide(Present from, PermissionHolder holder, Ids ids) {
      return switch (holder) {
        case Account account when account.permission().isPresent() ->
            Decision.accept(
                new AccountPermissionRemoved(place(from), account.id(), account.personalName()));
        case Team team when team.permission().isPresent() ->
            Decision.accept(new TeamPermissionRemoved(place(from), team.id(), team.name()));
        case NoAccount _, Account _, Team _ ->
            Decision.reject(new PermissionRejection.NoPermission(kind));
      };
    }
  }
}
