package dev.wharfinger.repositories.repository;

import dev.wharfinger.platform.http.CheckedBody;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.repositories.repository.RepositoryAccess.Present;
import dev.wharfinger.repositories.repository.RepositoryEvent.Role;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/**
 * A change of a repository: checks the caller's permission first, then the body, then whether the
 * repository exists. Source: contract neighbours 6.
 */
interface RepositoryCommand extends Command<RepositoryAccess> {

  /** The repository to change. */
  RepositoryName repository();

  /** The caller. */
  Caller.User caller();

  /** The required role. */
  Role needed();

  /** The request body. */
  CheckedBody body();

  @Override
  default Uni<RepositoryAccess> load(SqlConnection connection) {
    return RepositoryAccess.load(connection, repository(), caller());
  }

  @Override
  default Decision decide(RepositoryAccess access, Ids ids) {
    return access
        .denies(needed(), caller())
        .or(() -> body().fault())
        .map(Decision::reject)
        .orElseGet(() ->
            switch (access) {
              case RepositoryAccess.Missing _ -> missing();
              case Present present -> Decision.accept(event(present));
            });
  }

  /** What to do if there is no such repository. */
  default Decision missing() {
    return Decision.reject(CommonRejection.NOT_FOUND);
  }

  /** The resulting event; the body is valid. */
  RepositoryEvent event(Present now);
}
