package dev.wharfinger.accounts.application;

import dev.wharfinger.accounts.application.ApplicationEvent.ApplicationDeleted;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/**
 * Deletes an application with its tokens and codes, which become invalid at once. Source: contract
 * organization 2.13.
 */
@Path(Api.ROOT)
public class DeleteOrganizationApplication {

  @Inject ApiRequest request;
  @Inject Writes writes;

  @DELETE
  @Path("organization/{orgname}/applications/{client_id}")
  @ApiOperation(
      summary = "Delete an OAuth application of an organization.",
      scope = Scope.ORG_ADMIN,
      tag = "application",
      answers = @Answer(status = 204))
  public Uni<Response> deleteOrganizationApplication(
      @PathParam("orgname") String organization, @PathParam("client_id") String clientId) {
    Caller.User caller = request.requireUser();
    return writes
        .submit(request, caller, new Delete(organization, clientId, caller))
        .map(Replies::noContent);
  }

  record Delete(String organization, String clientId, Caller.User caller)
      implements Command<ApplicationState> {

    @Override
    public Uni<ApplicationState> load(SqlConnection connection) {
      return ApplicationState.load(connection, organization, clientId, caller);
    }

    @Override
    public Decision decide(ApplicationState state, Ids ids) {
      return state.decide(
          caller,
          now ->
              Decision.accept(
                  new ApplicationDeleted(now.id(), now.organization(), clientId, now.name())));
    }
  }
}
