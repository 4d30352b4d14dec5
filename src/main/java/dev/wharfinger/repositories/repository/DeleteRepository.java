package dev.wharfinger.repositories.repository;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.CheckedBody;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.repositories.repository.RepositoryAccess.Present;
import dev.wharfinger.repositories.repository.RepositoryEvent.RepositoryDeleted;
import dev.wharfinger.repositories.repository.RepositoryEvent.Role;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/**
 * Deletes a repository with its permissions; deleting one that does not exist succeeds. Source:
 * contract neighbours 6.
 */
@Path(Api.ROOT)
public class DeleteRepository {

  @Inject ApiRequest request;
  @Inject Writes writes;

  @DELETE
  @Path(RepositoryName.ROUTE)
  @ApiOperation(
      summary = "Delete a repository.",
      scope = Scope.REPO_ADMIN,
      answers = @Answer(status = 204))
  public Uni<Response> deleteRepository(@PathParam("repository") RepositoryName repository) {
    Caller.User caller = request.requireUser();
    return writes.submit(request, caller, new Delete(repository, caller)).map(Replies::noContent);
  }

  record Delete(RepositoryName repository, Caller.User caller) implements RepositoryCommand {

    @Override
    public Role needed() {
      return Role.ADMIN;
    }

    @Override
    public CheckedBody body() {
      return CheckedBody.NONE;
    }

    @Override
    public Decision missing() {
      return Decision.accept();
    }

    /**
     * A caller whose permission was only on the repository itself has none once it is gone, but may
     * learn the outcome.
     */
    @Override
    public Decision decideAgain(RepositoryAccess access, Ids ids) {
      return switch (access) {
        case RepositoryAccess.Missing _ -> missing();
        case Present _ -> decide(access, ids);
      };
    }

    @Override
    public RepositoryEvent event(Present now) {
      return new RepositoryDeleted(
          now.id(), now.name(), now.namespace().id(), now.namespace().personalName());
    }
  }
}
