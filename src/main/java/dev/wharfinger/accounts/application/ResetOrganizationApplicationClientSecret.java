package dev.wharfinger.accounts.application;

import dev.wharfinger.accounts.application.ApplicationEvent.ApplicationSecretReset;
import dev.wharfinger.platform.account.ClientSecrets;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.http.WriteRequest;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.platform.vault.Personal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/**
 * Replaces the secret of an application; its tokens stay valid. Source: contract organization 2.13.
 */
@Path(Api.ROOT)
public class ResetOrganizationApplicationClientSecret {

  @Inject ApiRequest request;
  @Inject Writes writes;
  @Inject ApplicationView view;
  @Inject ClientSecrets secrets;

  @POST
  @Path("organization/{orgname}/applications/{client_id}/resetclientsecret")
  @ApiOperation(
      summary = "Reset the client secret of an OAuth application.",
      scope = Scope.ORG_ADMIN,
      tag = "application",
      internal = true,
      answers = @Answer(schema = "Application"))
  public Uni<Response> resetOrganizationApplicationClientSecret(
      @PathParam("orgname") String organization, @PathParam("client_id") String clientId) {
    Caller.User caller = request.requireUser();
    WriteRequest write =
        writes
            .begin(request)
            .answeredOnce("organization/" + organization + "/applications/" + clientId);
    return writes
        .submit(
            write,
            Writes.actor(request, caller),
            new Reset(organization, clientId, caller, secrets.draw(write.draw(), clientId)))
        .flatMap(_ -> view.written(clientId))
        .map(Replies::okIfFound);
  }

  /**
   * The command.
   *
   * @param clientSecret as drawn by {@link ClientSecrets}
   */
  record Reset(String organization, String clientId, Caller.User caller, String clientSecret)
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
                  new ApplicationSecretReset(
                      now.id(),
                      now.organization(),
                      clientId,
                      now.name(),
                      new Personal.Known(clientSecret, now.key()))));
    }
  }
}
