package dev.wharfinger.accounts.application;

import dev.wharfinger.accounts.application.ApplicationEvent.AccessTokenRevoked;
import dev.wharfinger.platform.http.Api;
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

/**
 * Revokes a grant of the user: its token becomes invalid at once. Source: contract neighbours 1.5.
 */
@Path(Api.ROOT)
public class DeleteUserAuthorization {

  @Inject ApiRequest request;
  @Inject Writes writes;

  @DELETE
  @Path("user/authorizations/{access_token_uuid}")
  @ApiOperation(
      summary = "Revoke an authorization that the current user granted to an application.",
      scope = Scope.USER_ADMIN,
      tag = "application",
      answers = @Answer(status = 204))
  public Uni<Response> deleteUserAuthorization(@PathParam("access_token_uuid") String token) {
    Caller.User caller = request.requireUserInScope();
    Delete command = new Delete(caller.account(), PathId.requireUuid(token));
    return writes.submit(request, caller, command).map(Replies::noContent);
  }

  record Delete(AccountId account, UUID uuid) implements GivenUp {

    @Override
    public String lookup() {
      return "SELECT id FROM access_token"
          + " WHERE uuid = $1 AND account = $2 AND application IS NOT NULL";
    }

    @Override
    public Event event(long id) {
      return new AccessTokenRevoked(id, uuid);
    }
  }
}
