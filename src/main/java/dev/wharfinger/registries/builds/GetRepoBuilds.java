package dev.wharfinger.registries.builds;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.security.Scope;
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
import java.util.List;
import java.util.Map;

/**
 * Lists the newest builds of a repository; none if it does not exist. Source: contract repositories
 * 10.
 */
@Path(Api.ROOT)
public class GetRepoBuilds {

  @Inject ApiRequest request;
  @Inject RepositoryGate gate;
  @Inject BuildView view;

  @GET
  @Path(RepositoryName.ROUTE + "/build/")
  @ApiOperation(
      summary = "List the builds of a repository.",
      scope = Scope.REPO_READ,
      query = {"build_limit", "since"},
      answers = @Answer(schema = "BuildList"))
  public Uni<Response> getRepoBuilds(@PathParam("repository") RepositoryName repository) {
    return gate.reader(repository, request)
        .flatMap(access ->
            switch (access) {
              case Missing _ -> Uni.createFrom().item(List.<ObjectNode>of());
              case Present present -> {
                NewestBuilds wanted = NewestBuilds.of(request);
                yield view.newest(
                    present.id(),
                    wanted.since(),
                    wanted.limit(),
                    BuildRights.ofReader(present, request.caller()),
                    request.receivedAt());
              }
            })
        .map(builds -> Replies.ok(Map.of("builds", builds)));
  }
}
