package dev.wharfinger.repositories.mirror;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.repositories.repository.RepositoryName;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/**
 * Shows how a repository copies another one, and how that goes. Source: contract repositories 9.1.
 */
@Path(Api.ROOT)
public class GetRepoMirrorConfig {

  @Inject ApiRequest request;
  @Inject MirrorView mirrors;

  @GET
  @Path(RepositoryName.ROUTE + "/mirror")
  @ApiOperation(
      summary = "Get the mirror of a repository.",
      scope = Scope.REPO_ADMIN,
      answers = @Answer(schema = "RepositoryMirror"))
  public Uni<Response> getRepoMirrorConfig(@PathParam("repository") RepositoryName repository) {
    return mirrors.find(request, repository).map(Replies::ok);
  }
}
