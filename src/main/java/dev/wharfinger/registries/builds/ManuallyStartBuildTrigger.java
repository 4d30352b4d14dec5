package dev.wharfinger.registries.builds;

import static dev.wharfinger.platform.http.Schema.type;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Schema;
import dev.wharfinger.platform.http.TextLengths;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.repositories.repository.RepositoryEvent.Role;
import dev.wharfinger.repositories.repository.RepositoryGate;
import dev.wharfinger.repositories.repository.RepositoryName;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Starts no trigger: there is none. Source: contract repositories 10. */
@Path(Api.ROOT)
public class ManuallyStartBuildTrigger {

  static final Schema BODY =
      Schema.object()
          .property("branch_name", type("string", "null").heldTo(TextLengths.NAME))
          .property("commit_sha", type("string", "null").heldTo(TextLengths.NAME))
          .property("refs", type("object", "null").atMostBytes(TextLengths.METADATA_BYTES))
          .closed();

  @Inject ApiRequest request;
  @Inject RepositoryGate gate;

  @POST
  @Path(RepositoryName.ROUTE + "/trigger/{trigger_uuid}/start")
  @ApiOperation(
      summary = "Start a build by a build trigger.",
      scope = Scope.REPO_ADMIN,
      answers = @Answer(schema = "BuildTrigger"))
  public Uni<Response> manuallyStartBuildTrigger(
      @PathParam("repository") RepositoryName repository, @PathParam("trigger_uuid") String uuid) {
    return gate.change(Role.ADMIN, repository, request)
        .invoke(() -> {
          var _ = request.body(BODY);
        })
        .map(_ -> TriggerReplies.notFound());
  }
}
