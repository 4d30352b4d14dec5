package dev.wharfinger.registries.builds;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.repositories.repository.RepositoryGate;
import dev.wharfinger.repositories.repository.RepositoryName;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;

/** Lists no builds of a trigger, because there is none. Source: contract repositories 10. */
@Path(Api.ROOT)
public class ListTriggerRecentBuilds {

  @Inject ApiRequest request;
  @Inject RepositoryGate gate;

  @GET
  @Path(RepositoryName.ROUTE + "/trigger/{trigger_uuid}/builds")
  @ApiOperation(
      summary = "List the latest builds of a build trigger.",
      scope = Scope.REPO_ADMIN,
      query = "build_limit",
      answers = @Answer(schema = "BuildList"))
  public Uni<Response> listTriggerRecentBuilds(
      @PathParam("repository") RepositoryName repository, @PathParam("trigger_uuid") String uuid) {
    return gate.inspector(repository, request)
        .invoke(() -> {
          var _ = NewestBuilds.of(request);
        })
        .map(_ -> Replies.ok(Map.of("builds", List.of())));
  }
}
