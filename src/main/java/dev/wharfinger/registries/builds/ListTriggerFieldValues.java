package dev.wharfinger.registries.builds;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
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

/** Lists nothing of a trigger: there is none. Source: contract repositories 10. */
@Path(Api.ROOT)
public class ListTriggerFieldValues {

  @Inject ApiRequest request;
  @Inject RepositoryGate gate;

  @POST
  @Path(RepositoryName.ROUTE + "/trigger/{trigger_uuid}/fields/{field_name}")
  @ApiOperation(
      summary = "List the values of a field of a build trigger.",
      scope = Scope.REPO_ADMIN,
      answers = @Answer(schema = "BuildTrigger"))
  public Uni<Response> listTriggerFieldValues(
      @PathParam("repository") RepositoryName repository,
      @PathParam("trigger_uuid") String uuid,
      @PathParam("field_name") String field) {
    return gate.change(Role.ADMIN, repository, request).map(_ -> TriggerReplies.notFound());
  }
}
