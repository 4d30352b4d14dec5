package dev.wharfinger.repository;

import dev.wharfinger.http.CheckedBody;
import dev.wharfinger.http.Refusal;
import dev.wharfinger.journal.Command;
import dev.wharfinger.journal.Decision;
import dev.wharfinger.journal.Ids;
import dev.wharfinger.repository.RepositoryEvent.Role;
import dev.wharfinger.repository.RepositoryStanding.Present;
import dev.wharfinger.security.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/**
 * A change of a repository: the caller's right counts first, then the body, then whether there is
 * such a repository. Source: contract neighbours 6.
 */
interface RepositoryCommand extends Command<RepositoryStanding> {

  /** The repository that is to change. */
  RepositoryName repository();

  /** Who wants it. */
  Caller.User caller();

  /** The role that it takes. */
  Role needed();

  /** What he sent. */
  CheckedBody body();

  @Override
  default Uni<RepositoryStanding> load(SqlConnection connection) {
    return RepositoryStanding.load(connection, repository(), caller());
  }

  @Override
  default Decision decide(RepositoryStanding access, Ids ids) {
    return access
        .denies(needed(), caller())
        .or(() -> body().fault())
        .map(Decision::reject)
        .orElseGet(() ->
            switch (access) {
              case RepositoryStanding.Missing _ -> missing();
              case Present present -> Decision.accept(event(present));
            });
  }

  /** What to do where there is no such repository. */
  default Decision missing() {
    return Decision.reject(Refusal.notFound());
  }

  /** What comes of it; the body is a good one. */
  RepositoryEvent event(Present now);
}
