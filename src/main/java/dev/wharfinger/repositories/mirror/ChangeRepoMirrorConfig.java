package dev.wharfinger.repositories.mirror;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiOperation.Body;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.repositories.repository.RepositoryName;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Changes parts of how a repository copies another one. Source: contract repositories 9.1. */
@Path(Api.ROOT)
public class ChangeRepoMirrorConfig {

  @Inject ApiRequest request;
  @Inject MirrorWrites mirrors;

  @PUT
  @Path(RepositoryName.ROUTE + "/mirror")
  @ApiOperation(
      summary = "Change the mirror of a repository.",
      scope = Scope.REPO_ADMIN,
      body = @Body(of = WantedMirror.class, constant = "CHANGES"),
      answers = @Answer(status = 201, schema = "EmptyText"))
  public Uni<Response> changeRepoMirrorConfig(@PathParam("repository") RepositoryName repository) {
    return mirrors.change(request, repository).map(_ -> Replies.json(201, ""));
  }
}
