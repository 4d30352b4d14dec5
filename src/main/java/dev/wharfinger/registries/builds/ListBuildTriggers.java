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

/** Lists no triggers, because nothing can be built here. Source: contract repositories 10. */
@Path(Api.ROOT)
public class ListBuildTriggers {

  @Inject ApiRequest request;
  @Inject RepositoryGate gate;

  @GET
  @Path(RepositoryName.ROUTE + "/trigger/")
  @ApiOperation(
      summary = "List the build triggers of a repository.",
      scope = Scope.REPO_ADMIN,
      answers = @Answer(schema = "BuildTriggerList"))
  public Uni<Response> listBuildTriggers(@PathParam("repository") RepositoryName repository) {
    return gate.inspector(repository, request).map(_ -> Replies.ok(Map.of("triggers", List.of())));
  }
}
