package dev.wharfinger.accounts.application;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.wharfinger.accounts.application.AssignmentEvent.TokenAssigned;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Rule;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.CsrfCheck;
import dev.wharfinger.platform.http.OneMore;
import dev.wharfinger.platform.http.WriteRequest;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.OrganizationId;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.sql.OneRow;
import dev.wharfinger.platform.vault.Personal;
import io.quarkus.qute.Template;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** An administrator of an application assigns a user a token of it. Source: sessions 4.3. */
@Path("/oauth")
public class AssignApplicationToken {

  @Inject ApiRequest request;
  @Inject Writes writes;
  @Inject Settings settings;
  @Inject UserAuthentication visitors;
  @Inject Template assigned;

  @POST
  @Path("authorize/assignuser")
  @ApiOperation(
      summary = "Assign a token of an application to a user.",
      tag = "application",
      rules = Rule.SESSION_COOKIE)
  public Uni<Response> assignApplicationToken(@Context HttpServerRequest http) {
    OAuthForm query = OAuthForm.ofQuery(http);
    String clientId = query.required("client_id");
    String redirectUri = query.required("redirect_uri");
    String scope = query.required("scope");
    String username = query.required("username");
    String responseType = query.value("response_type").orElse(AuthorizationRequest.TOKEN);
    boolean json = query.value("format").filter("json"::equals).isPresent();
    return visitors
        .find(request)
        .map(this::admitted)
        .flatMap(user -> {
          WriteRequest write = writes.beginAnew(request);
          Assign command =
              new Assign(
                  user.account(),
                  username,
                  clientId,
                  redirectUri,
                  scope,
                  responseType,
                  write.draw().uuid("assignment"),
                  write.time());
          return writes.submit(
              write,
              Writes.actor(request, user),
              new OneMore<>(
                  command,
                  Set.of(TokenAssigned.class),
                  "tokens that a user is offered",
                  "SELECT FROM token_assignment t JOIN namespace n ON n.id = t.account"
                      + " WHERE n.name = $1",
                  List.of(username)));
        })
        .flatMap(_ -> reply(json))
        .onFailure(TooManyTries.class)
        .recoverWithItem(OAuthReplies::failed);
  }

  /** In the contract's order: token, feature, user. */
  private Caller.User admitted(Optional<SignedInUser> visitor) {
    Caller caller = visitor.<Caller>map(SignedInUser::user).orElse(Caller.ANONYMOUS);
    if (request.session().filter(session -> session.accepts(request.csrfToken())).isEmpty()) {
      throw new ApiException(CsrfCheck.refusal(caller));
    }
    if (!settings.featureAssignOauthToken()) {
      throw new ApiException(ApiError.NO_SUCH_PAGE);
    }
    return visitor
        .map(SignedInUser::user)
        .orElseThrow(() -> new ApiException(UserAuthentication.NOBODY));
  }

  private Uni<Response> reply(boolean json) {
    return json
        ? Uni.createFrom()
            .item(
                OAuthReplies.page(
                    JsonNodeFactory.instance
                        .objectNode()
                        .put("message", "Token assigned successfully")))
        : assigned.instance().createUni().map(OAuthReplies::html);
  }

  /** The user it is for, if enabled. */
  record Assignee(AccountId account, String name, UUID key) {}

  /** What the decision needs. */
  record State(Optional<Assignee> assignee, ClientState client) {}

  /**
   * The command.
   *
   * @param administrator who assigns it
   */
  record Assign(
      AccountId administrator,
      String username,
      String clientId,
      String redirectUri,
      String scope,
      String responseType,
      UUID uuid,
      Instant now)
      implements Command<State> {

    @Override
    public Uni<State> load(SqlConnection connection) {
      return connection
          .preparedQuery(
              "SELECT id, name, subject_key FROM namespace"
                  + " WHERE name = $1 AND kind = 'user' AND enabled")
          .execute(Tuple.of(username))
          .map(OneRow::optional)
          .flatMap(found ->
              ClientState.load(connection, clientId, administrator, Optional.empty(), now)
                  .map(client -> new State(found.map(Assign::assignee), client)));
    }

    private static Assignee assignee(Row row) {
      return new Assignee(new AccountId(row.getLong(0)), row.getString(1), row.getUUID(2));
    }

    @Override
    public Decision decide(State state, Ids ids) {
      Optional<ClientState.Known> client = state.client().known();
      if (state.assignee().isEmpty() || client.isEmpty()) {
        return Decision.reject(ApplicationRejection.Simple.UNKNOWN_CLIENT_OR_USER);
      }
      return client.get().tie() == ClientState.OwnerRelation.ADMINISTRATOR
          ? Decision.accept(event(state.assignee().get(), client.get(), ids.next()))
          : Decision.reject(ApplicationRejection.Simple.NOT_ADMINISTRATOR);
    }

    private TokenAssigned event(Assignee assignee, ClientState.Known client, long id) {
      return new TokenAssigned(
          id,
          uuid,
          assignee.account(),
          new Personal.Known(assignee.name(), assignee.key()),
          client.id(),
          OrganizationId.of(client.ownerAccount()),
          clientId,
          client.name(),
          redirectUri,
          scope,
          responseType);
    }
  }
}
