package dev.wharfinger.registries.builds;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.repositories.repository.RepositoryAccess;
import dev.wharfinger.repositories.repository.RepositoryGate;
import dev.wharfinger.repositories.repository.RepositoryName;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Shows a build of a repository. Source: contract repositories 10. */
@Path(Api.ROOT)
public class GetRepoBuild {

  @Inject ApiRequest request;
  @Inject RepositoryGate gate;
  @Inject BuildView view;

  @GET
  @Path(RepositoryName.ROUTE + "/build/{build_uuid}")
  @ApiOperation(
      summary = "Get a build of a repository.",
      scope = Scope.REPO_READ,
      answers = @Answer(schema = "Build"))
  public Uni<Response> getRepoBuild(
      @PathParam("repository") RepositoryName repository, @PathParam("build_uuid") String uuid) {
    return gate.reader(repository, request)
        .map(RepositoryAccess::present)
        .flatMap(present ->
            view.find(
                uuid,
                present.id(),
                BuildRights.ofReader(present, request.caller()),
                request.receivedAt()))
        .map(Replies::okIfFound);
  }
}
