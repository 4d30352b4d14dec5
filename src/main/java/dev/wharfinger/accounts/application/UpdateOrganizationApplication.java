package dev.wharfinger.accounts.application;

import static dev.wharfinger.accounts.application.CreateOrganizationApplication.personal;
import static dev.wharfinger.accounts.application.CreateOrganizationApplication.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.accounts.application.ApplicationEvent.ApplicationChanged;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.http.Schema;
import dev.wharfinger.platform.http.TextLengths;
import dev.wharfinger.platform.http.WriteRequest;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/**
 * Replaces all properties of an application; those not sent become empty. Source: contract
 * organization 2.12.
 */
@Path(Api.ROOT)
public class UpdateOrganizationApplication {

  static final Schema BODY =
      Schema.object()
          .required("name", "redirect_uri", "application_uri")
          .property("name", Schema.text(TextLengths.NAME))
          .property("redirect_uri", Schema.text(TextLengths.ADDRESS))
          .property("application_uri", Schema.text(TextLengths.ADDRESS))
          .property("description", Schema.text(TextLengths.DESCRIPTION))
          .property("avatar_email", Schema.text(TextLengths.EMAIL));

  @Inject ApiRequest request;
  @Inject Writes writes;
  @Inject ApplicationView view;

  @PUT
  @Path("organization/{orgname}/applications/{client_id}")
  @ApiOperation(
      summary = "Change an OAuth application of an organization.",
      scope = Scope.ORG_ADMIN,
      tag = "application",
      answers = @Answer(schema = "Application"))
  public Uni<Response> updateOrganizationApplication(
      @PathParam("orgname") String organization, @PathParam("client_id") String clientId) {
    ObjectNode body = request.body(BODY);
    Caller.User caller = request.requireUser();
    // Its view shows the client secret.
    WriteRequest write =
        writes
            .begin(request)
            .answeredOnce("organization/" + organization + "/applications/" + clientId);
    Update command =
        new Update(
            organization,
            clientId,
            caller,
            body.get("name").textValue(),
            body.get("redirect_uri").textValue(),
            body.get("application_uri").textValue(),
            text(body, "description"),
            text(body, "avatar_email"));
    return writes
        .submit(write, Writes.actor(request, caller), command)
        .flatMap(_ -> view.written(clientId))
        .map(Replies::okIfFound);
  }

  /** The command; null values were not sent. */
  record Update(
      String organization,
      String clientId,
      Caller.User caller,
      String name,
      String redirectUri,
      String applicationUri,
      @Nullable String description,
      @Nullable String avatarEmail)
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
              CreateOrganizationApplication.isReserved(name)
                  ? Decision.reject(ApplicationRejection.Simple.RESERVED_NAME)
                  : Decision.accept(
                      new ApplicationChanged(
                          now.id(),
                          now.organization(),
                          clientId,
                          name,
                          description,
                          applicationUri,
                          redirectUri,
                          personal(avatarEmail, now.key()))));
    }
  }
}
