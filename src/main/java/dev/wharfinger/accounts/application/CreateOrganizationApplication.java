package dev.wharfinger.accounts.application;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.accounts.application.ApplicationEvent.ApplicationCreated;
import dev.wharfinger.platform.account.ClientSecrets;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.OneMore;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.http.Schema;
import dev.wharfinger.platform.http.TextLengths;
import dev.wharfinger.platform.http.WriteRequest;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.id.OrganizationId;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.journal.Rejection;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Creates an OAuth application of an organization. Source: contract organization 2.10. */
@Path(Api.ROOT)
public class CreateOrganizationApplication {

  static final int CLIENT_ID_LENGTH = 20;

  private static final String RESERVED_NAME = "__quay_bootstrap_app";

  static final Schema BODY =
      Schema.object()
          .required("name")
          .property("name", Schema.text(TextLengths.NAME))
          .property("redirect_uri", Schema.text(TextLengths.ADDRESS))
          .property("application_uri", Schema.text(TextLengths.ADDRESS))
          .property("description", Schema.text(TextLengths.DESCRIPTION))
          .property("avatar_email", Schema.text(TextLengths.EMAIL));

  @Inject ApiRequest request;
  @Inject Writes writes;
  @Inject ApplicationView view;
  @Inject ClientSecrets secrets;

  @POST
  @Path("organization/{orgname}/applications")
  @ApiOperation(
      summary = "Create an OAuth application in an organization.",
      scope = Scope.ORG_ADMIN,
      tag = "application",
      answers = @Answer(schema = "Application"))
  public Uni<Response> createOrganizationApplication(@PathParam("orgname") String organization) {
    ObjectNode body = request.body(BODY);
    Caller.User caller = request.requireUser();
    WriteRequest write =
        writes.begin(request).answeredOnce("organization/" + organization + "/applications");
    String clientId = write.draw().text("client_id", CLIENT_ID_LENGTH);
    Create command =
        new Create(
            organization,
            caller,
            clientId,
            secrets.draw(write.draw(), clientId),
            body.get("name").textValue(),
            text(body, "description"),
            text(body, "application_uri"),
            text(body, "redirect_uri"),
            text(body, "avatar_email"));
    return writes
        .submit(
            write,
            Writes.actor(request, caller),
            new OneMore<>(
                command,
                Set.of(ApplicationCreated.class),
                "applications of an organization",
                "SELECT FROM application a JOIN namespace n ON n.id = a.owner WHERE n.name = $1",
                List.of(organization)))
        .flatMap(_ -> view.written(clientId))
        .map(Replies::okIfFound);
  }

  /** Whether this name is reserved. */
  static boolean isReserved(String name) {
    return name.equals(RESERVED_NAME);
  }

  /** The text under a key; null when the key is absent. */
  static @Nullable String text(ObjectNode body, String key) {
    return Optional.ofNullable(body.get(key)).map(JsonNode::textValue).orElse(null);
  }

  /** An e-mail sealed with the key of the organization. */
  static @Nullable Personal personal(@Nullable String email, UUID key) {
    return email == null ? null : new Personal.Known(email, key);
  }

  /**
   * The command; null values were not sent.
   *
   * @param clientSecret as drawn by {@link ClientSecrets}
   */
  record Create(
      String organization,
      Caller.User caller,
      String clientId,
      String clientSecret,
      String name,
      @Nullable String description,
      @Nullable String applicationUri,
      @Nullable String redirectUri,
      @Nullable String avatarEmail)
      implements Command<ApplicationState> {

    @Override
    public Uni<ApplicationState> load(SqlConnection connection) {
      return ApplicationState.load(connection, organization, clientId, caller);
    }

    @Override
    public Decision decide(ApplicationState state, Ids ids) {
      Optional<Rejection> refusal = state.access().refusesAdministrationBy(caller);
      if (refusal.isPresent()) {
        return Decision.reject(refusal.get());
      }
      return switch (state) {
        case ApplicationState.NoOrganization _, ApplicationState.Present _ ->
            Decision.reject(CommonRejection.NOT_FOUND);
        case ApplicationState.Missing _ when isReserved(name) ->
            Decision.reject(ApplicationRejection.Simple.RESERVED_NAME);
        case ApplicationState.Missing(var _, OrganizationId owner, UUID key) ->
            Decision.accept(
                new ApplicationCreated(
                    ids.next(),
                    owner,
                    clientId,
                    new Personal.Known(clientSecret, key),
                    name,
                    description,
                    applicationUri,
                    redirectUri,
                    personal(avatarEmail, key)));
      };
    }
  }
}
