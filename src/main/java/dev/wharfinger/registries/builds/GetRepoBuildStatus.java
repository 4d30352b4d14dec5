package dev.wharfinger.registries.builds;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.platform.text.Excerpt;
import dev.wharfinger.repositories.repository.RepositoryAccess.Missing;
import dev.wharfinger.repositories.repository.RepositoryAccess.Present;
import dev.wharfinger.repositories.repository.RepositoryGate;
import dev.wharfinger.repositories.repository.RepositoryName;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** Shows the progress of a build of a repository. Source: contract repositories 10. */
@Path(Api.ROOT)
public class GetRepoBuildStatus {

  @Inject ApiRequest request;
  @Inject RepositoryGate gate;
  @Inject BuildView view;

  @GET
  @Path(RepositoryName.ROUTE + "/build/{build_uuid}/status")
  @ApiOperation(
      summary = "Get the status of a build of a repository.",
      scope = Scope.REPO_READ,
      answers = @Answer(schema = "Build"))
  public Uni<Response> getRepoBuildStatus(
      @PathParam("repository") RepositoryName repository, @PathParam("build_uuid") String uuid) {
    return gate.reader(repository, request)
        .flatMap(access ->
            switch (access) {
              case Missing _ -> Uni.createFrom().item(Optional.<ObjectNode>empty());
              case Present present ->
                  view.find(
                      uuid,
                      present.id(),
                      BuildRights.ofReader(present, request.caller()),
                      request.receivedAt());
            })
        .map(found -> found.map(Replies::ok).orElseThrow(() -> unknown(uuid)));
  }

  /** Here an unknown build is answered with 400 instead of 404. */
  static ApiException unknown(String uuid) {
    return new ApiException(
        ApiError.message("Unable to locate a build by id: " + Excerpt.of(uuid)));
  }
}
