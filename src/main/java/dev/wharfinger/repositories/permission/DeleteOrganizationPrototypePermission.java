package dev.wharfinger.repositories.permission;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.id.OrganizationId;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.repositories.permission.PrototypeEvent.PrototypeDeleted;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/** Deletes a default permission of an organization. Source: contract neighbours 8. */
@Path(Api.ROOT)
public class DeleteOrganizationPrototypePermission {

  @Inject ApiRequest request;
  @Inject Writes writes;

  @DELETE
  @Path("organization/{orgname}/prototypes/{prototypeid}")
  @ApiOperation(
      summary = "Delete a default permission of an organization.",
      scope = Scope.ORG_ADMIN,
      answers = @Answer(status = 204))
  public Uni<Response> deleteOrganizationPrototypePermission(
      @PathParam("orgname") String organization, @PathParam("prototypeid") String prototype) {
    Caller.User caller = request.requireUser();
    return writes
        .submit(request, caller, new Delete(organization, PrototypeState.uuid(prototype), caller))
        .map(Replies::noContent);
  }

  record Delete(String organization, UUID prototype, Caller.User caller)
      implements PrototypeState.OfPrototype {

    @Override
    public PrototypeEvent event(OrganizationId in, PrototypeState.Found found) {
      return new PrototypeDeleted(in, found.rule(), found.role());
    }
  }
}
