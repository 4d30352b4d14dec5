package dev.wharfinger.application;

import static dev.wharfinger.application.CreateOrganizationApplication.SECRET_LENGTH;

import dev.wharfinger.application.ApplicationEvent.ApplicationSecretReset;
import dev.wharfinger.http.Api;
import dev.wharfinger.http.ApiOperation;
import dev.wharfinger.http.ApiOperation.Answer;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Replies;
import dev.wharfinger.http.WriteRequest;
import dev.wharfinger.http.Writes;
import dev.wharfinger.journal.Command;
import dev.wharfinger.journal.Decision;
import dev.wharfinger.journal.Ids;
import dev.wharfinger.security.Caller;
import dev.wharfinger.security.Scope;
import dev.wharfinger.vault.Personal;
import dev.wharfinger.vault.ReadableSecrets;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Gives an application another secret; its tokens live on. Source: contract organization 2.13. */
@Path(Api.ROOT)
public class ResetOrganizationApplicationClientSecret {

  @Inject Call call;
  @Inject Writes writes;
  @Inject ApplicationView view;
  @Inject ReadableSecrets secrets;

  @POST
  @Path("organization/{orgname}/applications/{client_id}/resetclientsecret")
  @ApiOperation(
      summary = "Reset the client secret of an application.",
      scope = Scope.ORG_ADMIN,
      tag = "application",
      internal = true,
      answers = @Answer(schema = "Application"))
  public Uni<Response> resetOrganizationApplicationClientSecret(
      @PathParam("orgname") String organization, @PathParam("client_id") String clientId) {
    Caller.User caller = call.requireUser();
    WriteRequest request =
        writes
            .begin(call)
            .answeredOnce("organization/" + organization + "/applications/" + clientId);
    String secret = request.draw().text("client_secret", SECRET_LENGTH);
    return writes
        .submit(
            request,
            Writes.actor(call, caller),
            new Reset(organization, clientId, caller, secrets.seal(clientId, secret)))
        .flatMap(_ -> view.written(clientId))
        .map(Replies::okIfFound);
  }

  /**
   * The command.
   *
   * @param clientSecret as {@link ReadableSecrets} keeps it
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
