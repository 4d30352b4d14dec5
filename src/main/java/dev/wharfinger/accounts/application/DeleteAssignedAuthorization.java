package dev.wharfinger.accounts.application;

import dev.wharfinger.accounts.application.AssignmentEvent.TokenAssignmentDeleted;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.PathId;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/** Declines a token assigned to the user. Source: contract sessions 4.3. */
@Path(Api.ROOT)
public class DeleteAssignedAuthorization {

  @Inject ApiRequest request;
  @Inject Writes writes;
  @Inject Settings settings;

  @DELETE
  @Path("user/assignedauthorization/{assigned_authorization_uuid}")
  @ApiOperation(
      summary = "Decline a token assigned to the current user.",
      scope = Scope.USER_ADMIN,
      answers = @Answer(status = 204))
  public Uni<Response> deleteAssignedAuthorization(
      @PathParam("assigned_authorization_uuid") String uuid) {
    if (!settings.featureAssignOauthToken()) {
      throw new ApiException(ApiError.notFound());
    }
    Caller.User caller = request.requireUserInScope();
    Decline command = new Decline(caller.account(), PathId.requireUuid(uuid));
    return writes.submit(request, caller, command).map(Replies::noContent);
  }

  record Decline(AccountId account, UUID uuid) implements GivenUp {

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
