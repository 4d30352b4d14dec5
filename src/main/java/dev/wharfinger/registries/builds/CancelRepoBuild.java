package dev.wharfinger.registries.builds;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.repositories.repository.RepositoryAccess;
import dev.wharfinger.repositories.repository.RepositoryEvent.Role;
import dev.wharfinger.repositories.repository.RepositoryGate;
import dev.wharfinger.repositories.repository.RepositoryName;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/**
 * Cancels no build: those that are known here were reported, and are under way or over. Source:
 * contract repositories 10.
 */
@Path(Api.ROOT)
public class CancelRepoBuild {

  private static final ApiError UNDER_WAY =
      ApiError.invalidRequest("Build is currently running or has finished");

  @Inject ApiRequest request;
  @Inject RepositoryGate gate;
  @Inject BuildView view;

  @DELETE
  @Path(RepositoryName.ROUTE + "/build/{build_uuid}")
  @ApiOperation(
      summary = "Cancel a build of a repository.",
      scope = Scope.REPO_ADMIN,
      answers = @Answer(status = 201, schema = "Okay"))
  public Uni<Response> cancelRepoBuild(
      @PathParam("repository") RepositoryName repository, @PathParam("build_uuid") String uuid) {
    return gate.change(Role.ADMIN, repository, request)
        .map(RepositoryAccess::present)
        .flatMap(present ->
            view.find(
                uuid,
                present.id(),
                BuildRights.ofReader(present, request.caller()),
                request.receivedAt()))
        .map(found -> refuse(found.isPresent()));
  }

  private static Response refuse(boolean known) {
    throw new ApiException(known ? UNDER_WAY : ApiError.notFound());
  }
}
