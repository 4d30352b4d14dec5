package dev.wharfinger.registries.tag;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiOperation.Body;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.repositories.autoprune.AutoPruneTermsView;
import dev.wharfinger.repositories.repository.RepositoryGate;
import dev.wharfinger.repositories.repository.RepositoryName;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/**
 * Shows what an auto-prune policy would remove now if a repository had it alone; changes nothing.
 * Source: docs/autoprune.md.
 */
@Path(Api.OWN_ROOT)
public class PreviewAutoPrunePolicy {

  @Inject ApiRequest request;
  @Inject RepositoryGate gate;
  @Inject AutoPruneTermsView policies;
  @Inject AutoPrunePreview preview;

  @POST
  @Path(RepositoryName.ROUTE + "/autoprunepolicy/preview")
  @ApiOperation(
      summary =
          "List the tags that an auto-prune policy would remove now if a repository had no other.",
      scope = Scope.REPO_ADMIN,
      tag = "autoprune",
      body = @Body(of = AutoPruneTermsView.class),
      answers = @Answer(schema = "AutoPrunePreview"))
  public Uni<Response> previewAutoPrunePolicy(@PathParam("repository") RepositoryName repository) {
    policies.requireOn();
    return gate.inspector(repository, request)
        .flatMap(access ->
            preview.of(access.present(), policies.proposed(request), request.receivedAt()))
        .map(Replies::ok);
  }
}
