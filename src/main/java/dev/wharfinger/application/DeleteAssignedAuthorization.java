package dev.wharfinger.application;

import dev.wharfinger.application.AssignmentEvent.TokenAssignmentDeleted;
import dev.wharfinger.config.Settings;
import dev.wharfinger.http.Api;
import dev.wharfinger.http.ApiOperation;
import dev.wharfinger.http.ApiOperation.Answer;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.PathId;
import dev.wharfinger.http.Refusal;
import dev.wharfinger.http.RefusedException;
import dev.wharfinger.http.Replies;
import dev.wharfinger.http.Writes;
import dev.wharfinger.journal.Event;
import dev.wharfinger.security.Caller;
import dev.wharfinger.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/** Declines a token that the user is offered. Source: contract sessions 4.3. */
@Path(Api.ROOT)
public class DeleteAssignedAuthorization {

  @Inject Call call;
  @Inject Writes writes;
  @Inject Settings settings;

  @DELETE
  @Path("user/assignedauthorization/{assigned_authorization_uuid}")
  @ApiOperation(
      summary = "Decline a token that the user is offered.",
      scope = Scope.USER_ADMIN,
      answers = @Answer(status = 204))
  public Uni<Response> deleteAssignedAuthorization(
      @PathParam("assigned_authorization_uuid") String uuid) {
    if (!settings.featureAssignOauthToken()) {
      throw new RefusedException(Refusal.notFound());
    }
    Caller.User caller = call.requireUserInScope();
    Decline command = new Decline(caller.account(), PathId.requireUuid(uuid));
    return writes.submit(call, caller, command).map(Replies::noContent);
  }

  record Decline(long account, UUID uuid) implements GivenUp {

    @Override
    public String lookup() {
      return "SELECT id FROM token_assignment WHERE uuid = $1 AND account = $2";
    }

    @Override
    public Event event(long id) {
      return new TokenAssignmentDeleted(id);
    }
  }
}
