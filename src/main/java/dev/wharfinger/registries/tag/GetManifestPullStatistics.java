package dev.wharfinger.registries.tag;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiException;
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

/** Tells how often a manifest was pulled. Source: contract repositories 1.7. */
@Path(Api.ROOT)
public class GetManifestPullStatistics {

  @Inject ApiRequest request;
  @Inject RepositoryGate gate;
  @Inject ManifestContents contents;
  @Inject PullStatistics statistics;

  @GET
  @Path(RepositoryName.ROUTE + ManifestDigest.ROUTE + "/pull_statistics")
  @ApiOperation(
      summary = "Find out how often a manifest was pulled.",
      scope = Scope.REPO_READ,
      answers = @Answer(schema = "ManifestPullStatistics"))
  public Uni<Response> getManifestPullStatistics(
      @PathParam("repository") RepositoryName repository, @PathParam("manifestref") String digest) {
    statistics.requireOn();
    return gate.reader(repository, request)
        .map(RepositoryAccess::present)
        .flatMap(present ->
            contents
                .isAlive(present.id(), digest)
                .flatMap(alive -> {
                  if (!alive) {
                    throw ApiException.notFound();
                  }
                  return statistics.ofManifest(present.id(), digest);
                }))
        .map(Replies::ok);
  }
}
