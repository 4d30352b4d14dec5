package dev.wharfinger.permission;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.http.Api;
import dev.wharfinger.http.ApiOperation;
import dev.wharfinger.http.ApiOperation.Answer;
import dev.wharfinger.http.ApiOperation.Body;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Replies;
import dev.wharfinger.http.Writes;
import dev.wharfinger.permission.PrototypeEvent.PrototypeRoleSet;
import dev.wharfinger.repository.RepositoryEvent.Role;
import dev.wharfinger.security.Caller;
import dev.wharfinger.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/** Has new repositories of an organization grant another role. Source: contract neighbours 8. */
@Path(Api.ROOT)
public class UpdateOrganizationPrototypePermission {

  @Inject Call call;
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
    ObjectNode body = call.body(Permissions.BODY);
    Caller.User caller = call.requireUser();
    Update update =
        new Update(
            organization,
            PrototypeState.uuid(prototype),
            caller,
            Role.of(body.get("role").textValue()));
    return writes
        .submit(call, caller, update)
        .flatMap(_ -> view.find(update.prototype()))
        .map(Replies::okIfFound);
  }

  record Update(String organization, UUID prototype, Caller.User caller, Role role)
      implements PrototypeState.OfPrototype {

    @Override
    public PrototypeEvent event(long in, PrototypeState.Found found) {
      return new PrototypeRoleSet(in, found.rule(), role, found.role());
    }
  }
}
