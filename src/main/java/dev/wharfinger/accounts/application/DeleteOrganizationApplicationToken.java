package dev.wharfinger.accounts.application;

import dev.wharfinger.accounts.application.ApplicationEvent.ApplicationTokenRevoked;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.PathId;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.platform.sql.OneRow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;

/**
 * Revokes a token of an application, whichever user it belongs to. Source: contract neighbours 1.5.
 */
@Path(Api.ROOT)
public class DeleteOrganizationApplicationToken {

  @Inject ApiRequest request;
  @Inject Writes writes;

  @DELETE
  @Path("organization/{orgname}/applications/{client_id}/tokens/{token_uuid}")
  @ApiOperation(
      summary = "Revoke a token of an OAuth application.",
      scope = Scope.ORG_ADMIN,
      tag = "application",
      answers = @Answer(status = 204))
  public Uni<Response> deleteOrganizationApplicationToken(
      @PathParam("orgname") String organization,
      @PathParam("client_id") String clientId,
      @PathParam("token_uuid") String token) {
    Caller.User caller = request.requireUser();
    return writes
        .submit(request, caller, new Delete(organization, clientId, caller, PathId.uuid(token)))
        .map(Replies::noContent);
  }

  /**
   * What the decision needs.
   *
   * @param token its row id; empty if the application has no such token
   */
  record State(ApplicationState application, Optional<Long> token) {}

  /**
   * The command.
   *
   * @param uuid empty if the path contains no UUID
   */
  record Delete(String organization, String clientId, Caller.User caller, Optional<UUID> uuid)
      implements Command<State> {

    @Override
    public Uni<State> load(SqlConnection connection) {
      return ApplicationState.load(connection, organization, clientId, caller)
          .flatMap(application ->
              connection
                  .preparedQuery(
                      "SELECT t.id FROM access_token t JOIN application a ON a.id = t.application"
                          + " WHERE t.uuid = $1 AND a.client_id = $2")
                  .execute(Tuple.of(uuid.orElse(null), clientId))
                  .map(rows ->
                      new State(
                          application,
                          rows.size() == 0
                              ? Optional.empty()
                              : Optional.of(OneRow.of(rows).getLong(0)))));
    }

    @Override
    public Decision decide(State state, Ids ids) {
      return state
          .application()
          .decide(
              caller,
              now ->
                  state.token().isEmpty()
                      ? Decision.reject(CommonRejection.NOT_FOUND)
                      : Decision.accept(
                          new ApplicationTokenRevoked(
                              state.token().get(),
                              uuid.orElseThrow(),
                              now.organization(),
                              clientId,
                              now.name())));
    }
  }
}
