package dev.wharfinger.repositories.permission;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiOperation.Body;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.id.OrganizationId;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.repositories.permission.PrototypeEvent.PrototypeRoleSet;
import dev.wharfinger.repositories.repository.RepositoryEvent.Role;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/** Changes the role of a default permission. Source: contract neighbours 8. */
@Path(Api.ROOT)
public class UpdateOrganizationPrototypePermission {

  @Inject ApiRequest request;
  @Inject Writes writes;
  @Inject PrototypeView view;

  @PUT
  @Path("organization/{orgname}/prototypes/{prototypeid}")
  @ApiOperation(
      summary = "Change the role of a default permission of an organization.",
      scope = Scope.ORG_ADMIN,
      body = @Body(of = Permissions.class),
      answers = @Answer(schema = "Prototype"))
  public Uni<Response> updateOrganizationPrototypePermission(
      @PathParam("orgname") String organization, @PathParam("prototypeid") String prototype) {
    ObjectNode body = request.body(Permissions.BODY);
    Caller.User caller = request.requireUser();
    Update update =
        new Update(
            organization,
            PrototypeState.uuid(prototype),
            caller,
            Role.of(body.get("role").textValue()));
    return writes
        .submit(request, caller, update)
        .flatMap(_ -> view.find(update.prototype()))
        .map(Replies::okIfFound);
  }

  record Update(String organization, UUID prototype, Caller.User caller, Role role)
      implements PrototypeState.OfPrototype {

    @Override
    public PrototypeEvent event(OrganizationId in, PrototypeState.Found found) {
      return new PrototypeRoleSet(in, found.rule(), role, found.role());
    }
  }
}
