package dev.wharfinger.registries.tag;

import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.repositories.repository.RepositoryAccess;
import dev.wharfinger.repositories.repository.RepositoryAccess.Missing;
import dev.wharfinger.repositories.repository.RepositoryAccess.Present;
import dev.wharfinger.repositories.repository.RepositoryEvent.Role;
import dev.wharfinger.repositories.repository.RepositoryName;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.Optional;
import java.util.function.Function;

/**
 * Records what was done with a tag at the registry. It names the digest that was seen there, and is
 * not rejected for what came after.
 *
 * @param done what was done; empty for the repetition of a request, which does nothing anew
 */
record TagCommand(
    RepositoryName repository, Caller.User caller, Optional<Function<Present, TagEvent>> done)
    implements Command<RepositoryAccess> {

  @Override
  public Uni<RepositoryAccess> load(SqlConnection connection) {
    return RepositoryAccess.load(connection, repository, caller);
  }

  @Override
  public Decision decide(RepositoryAccess access, Ids ids) {
    return access
        .denies(Role.WRITE, caller)
        .map(Decision::reject)
        .orElseGet(() ->
            switch (access) {
              case Missing _ -> Decision.reject(CommonRejection.NOT_FOUND);
              case Present present ->
                  done.map(event -> Decision.accept(event.apply(present)))
                      .orElseGet(() -> Decision.reject(CommonRejection.NOT_FOUND));
            });
  }
}
