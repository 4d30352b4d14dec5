package dev.wharfinger.registries.tag;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.repositories.autoprune.AutoPruneTermsView;
import dev.wharfinger.repositories.repository.RepositoryGate;
import dev.wharfinger.repositories.repository.RepositoryName;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/**
 * Shows what the auto-prune policies of a repository would remove now. Source: docs/autoprune.md.
 */
@Path(Api.OWN_ROOT)
public class GetAutoPrunePreview {

  @Inject ApiRequest request;
  @Inject RepositoryGate gate;
  @Inject AutoPruneTermsView policies;
  @Inject AutoPrunePreview preview;

  @GET
  @Path(RepositoryName.ROUTE + "/autoprunepolicy/preview")
  @ApiOperation(
      summary = "List the tags that the auto-prune policies of a repository would remove now.",
      scope = Scope.REPO_ADMIN,
      tag = "autoprune",
      answers = @Answer(schema = "AutoPrunePreview"))
  public Uni<Response> getAutoPrunePreview(@PathParam("repository") RepositoryName repository) {
    policies.requireOn();
    return gate.inspector(repository, request)
        .flatMap(access -> preview.of(access.present()))
        .map(Replies::ok);
  }
}
