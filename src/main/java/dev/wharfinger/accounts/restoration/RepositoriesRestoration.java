package dev.wharfinger.accounts.restoration;

import dev.wharfinger.accounts.restoration.RestorationEvent.OrganizationRepositoriesRestored;
import dev.wharfinger.accounts.restoration.RestorationEvent.Repository;
import dev.wharfinger.platform.id.OrganizationId;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.security.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Restores some repositories of an organization that is restored in several records.
 *
 * @param from the record whose state is restored
 */
record RepositoriesRestoration(
    OrganizationId organization, long from, RestoredContent content, Caller.User caller)
    implements Command<RepositoriesRestoration.State> {

  /**
   * What the decision needs.
   *
   * @param unfinished whether the organization is there and repositories of it are to follow
   * @param restored ids of those that are there already
   */
  record State(boolean unfinished, Set<Long> restored, Present present) {
    State {
      restored = Set.copyOf(restored);
    }
  }

  @Override
  public Uni<State> load(SqlConnection connection) {
    long id = organization.account().value();
    return Uni.combine()
        .all()
        .unis(
            Unfinished.of(connection, id),
            connection
                .preparedQuery("SELECT id FROM repository WHERE id = ANY($1)")
                .execute(
                    Tuple.of(
                        content.repositories().stream()
                            .map(it -> it.id().value())
                            .toArray(Long[]::new))),
            Present.load(connection, id, content))
        .with((unfinished, rows, present) -> {
          Set<Long> restored = new HashSet<>();
          rows.forEach(row -> restored.add(row.getLong(0)));
          return new State(unfinished.isPresent() && unfinished.get() == from, restored, present);
        });
  }

  @Override
  public Decision decide(State state, Ids ids) {
    if (!caller.fullAccess()) {
      return Decision.reject(caller.denial());
    }
    if (!state.unfinished()) {
      return Decision.reject(CommonRejection.NOT_FOUND);
    }
    RestoredContent left =
        content.ofRepositories(it -> !state.restored().contains(it.id().value()));
    List<Repository> repositories = left.repositories();
    if (repositories.isEmpty()) {
      return Decision.accept();
    }
    Survivors survivors = Survivors.of(left, state.present(), ids::next);
    return Decision.accept(
        new OrganizationRepositoriesRestored(
            organization, repositories.size(), from, survivors.content(), survivors.leftOut()));
  }
}
