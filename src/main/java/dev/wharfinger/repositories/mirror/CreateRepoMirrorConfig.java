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
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Makes a repository a mirror of another one. Source: contract repositories 9.1. */
@Path(Api.ROOT)
public class CreateRepoMirrorConfig {

  @Inject ApiRequest request;
  @Inject MirrorWrites mirrors;

  @POST
  @Path(RepositoryName.ROUTE + "/mirror")
  @ApiOperation(
      summary = "Make a repository a mirror.",
      scope = Scope.REPO_ADMIN,
      body = @Body(of = WantedMirror.class),
      answers = @Answer(status = 201, schema = "EmptyText"))
  public Uni<Response> createRepoMirrorConfig(@PathParam("repository") RepositoryName repository) {
    return mirrors.create(request, repository).map(_ -> Replies.json(201, ""));
  }
}
