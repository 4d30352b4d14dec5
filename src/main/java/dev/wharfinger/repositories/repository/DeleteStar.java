package dev.wharfinger.repositories.repository;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.journal.Outcome;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.repositories.repository.StarEvent.RepositoryUnstarred;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/**
 * Removes the star from a repository, whether or not the user has starred it. Source: contract
 * repositories 5.
 */
@Path(Api.ROOT)
public class DeleteStar {

  @Inject ApiRequest request;
  @Inject Writes writes;
  @Inject Pool pool;

  @DELETE
  @Path("user/starred/{repository: \\G[^/]+/.+}")
  @ApiOperation(
      summary = "Remove the star from a repository.",
      scope = Scope.USER_ADMIN,
      tag = "user",
      answers = {@Answer(status = 204), @Answer(schema = "Null")})
  public Uni<Response> deleteStar(@PathParam("repository") RepositoryName repository) {
    Caller.User caller = request.requireUserInScope();
    return writes
        .submit(request, caller, new Delete(repository, caller))
        .flatMap(done -> reply(done, repository, caller));
  }

  private Uni<Response> reply(Outcome.Done done, RepositoryName repository, Caller.User caller) {
    return done.seq() > 0
        ? Uni.createFrom().item(Replies.noContent(done))
        : Star.load(pool, repository, caller)
            .map(star ->
                star.repository().isPresent() ? Replies.noContent(done) : CreateStar.notFound());
  }

  record Delete(RepositoryName repository, Caller.User caller) implements Command<Star> {

    @Override
    public Uni<Star> load(SqlConnection connection) {
      return Star.load(connection, repository, caller);
    }

    @Override
    public Decision decide(Star star, Ids ids) {
      return star.starred()
          ? Decision.accept(new RepositoryUnstarred(caller.account(), star.repository().get()))
          : Decision.accept();
    }
  }
}
