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

/** Tells how often a tag was pulled. Source: contract repositories 1.7. */
@Path(Api.ROOT)
public class GetTagPullStatistics {

  @Inject ApiRequest request;
  @Inject RepositoryGate gate;
  @Inject TagChanges changes;
  @Inject PullStatistics statistics;

  @GET
  @Path(RepositoryName.ROUTE + "/tag/{tag}/pull_statistics")
  @ApiOperation(
      summary = "Find out how often a tag was pulled.",
      scope = Scope.REPO_READ,
      answers = @Answer(schema = "TagPullStatistics"))
  public Uni<Response> getTagPullStatistics(
      @PathParam("repository") RepositoryName repository, @PathParam("tag") String tag) {
    statistics.requireOn();
    return gate.reader(repository, request)
        .map(RepositoryAccess::present)
        .flatMap(present ->
            changes
                .living(present.id(), tag)
                .map(living -> living.orElseThrow(ApiException::notFound))
                .flatMap(living -> statistics.ofTag(present.id(), tag, living.digest())))
        .map(Replies::ok);
  }
}
