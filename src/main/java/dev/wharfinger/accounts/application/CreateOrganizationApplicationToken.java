package dev.wharfinger.accounts.application;

import static dev.wharfinger.platform.http.Schema.number;
import static dev.wharfinger.platform.http.Schema.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.accounts.application.ApplicationEvent.ApplicationTokenCreated;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.config.WharfingerSettings;
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
import dev.wharfinger.platform.journal.Rejection;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.platform.sql.OneRow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Creates a token of an application for the caller, with no more permissions than the caller has.
 * Source: contract neighbours 1.5.
 */
@Path(Api.ROOT)
public class CreateOrganizationApplicationToken {

  static final Schema BODY =
      Schema.object()
          .required("name", "scope")
          .property("name", text(TextLengths.NAME).minLength(1))
          .property("scope", text(TextLengths.SCOPE))
          .property("expiration", number().minimum(1));

  @Inject ApiRequest request;
  @Inject Writes writes;
  @Inject Settings settings;
  @Inject WharfingerSettings ownSettings;
  @Inject IssuedTokens tokens;
  @Inject ApplicationTokenView view;

  @POST
  @Path("organization/{orgname}/applications/{client_id}/tokens")
  @ApiOperation(
      summary = "Create a token for an OAuth application.",
      scope = Scope.ORG_ADMIN,
      tag = "application",
      answers = @Answer(schema = "ApplicationToken"))
  public Uni<Response> createOrganizationApplicationToken(
      @PathParam("orgname") String organization, @PathParam("client_id") String clientId) {
    ObjectNode body = request.body(BODY);
    Caller.User caller = request.requireUser();
    WriteRequest write =
        writes
            .begin(request)
            .answeredOnce("organization/" + organization + "/applications/" + clientId + "/tokens");
    Create command =
        new Create(
            organization,
            clientId,
            caller,
            write.draw().uuid("token"),
            body.get("name").textValue().strip(),
            body.get("scope").textValue(),
            write.time(),
            write.time().plusSeconds(lifetime(body)),
            settings.oauthApplicationMaximumTokenCount());
    return writes
        .submit(write, Writes.actor(request, caller), command)
        .flatMap(_ -> view.find(command.uuid()))
        .flatMap(found ->
            tokens
                .text(command.uuid())
                .map(text -> text.flatMap(it -> found.map(token -> token.put("token", it)))))
        .map(Replies::okIfFound);
  }

  /** The requested lifetime, limited by that of the keys that sign tokens. */
  private long lifetime(ObjectNode body) {
    long longest = ownSettings.accessTokenLifetime().seconds();
    return Optional.ofNullable(body.get("expiration"))
        .map(JsonNode::decimalValue)
        .map(tokenRequest -> tokenRequest.min(BigDecimal.valueOf(longest)).longValue())
        .orElse(longest);
  }

  /**
   * What the decision needs.
   *
   * @param living how many tokens of the application have not expired
   */
  record State(ApplicationState application, long living) {}

  /**
   * The command.
   *
   * @param name without surrounding blanks
   * @param scope as sent
   * @param most how many unexpired tokens an application may have; empty for no limit
   */
  record Create(
      String organization,
      String clientId,
      Caller.User caller,
      UUID uuid,
      String name,
      String scope,
      Instant now,
      Instant expires,
      Optional<Long> most)
      implements Command<State> {

    private static final String COUNT =
        """
        SELECT count(*) FROM access_token t JOIN application a ON a.id = t.application
        WHERE a.client_id = $1 AND t.expires > $2
        """;

    @Override
    public Uni<State> load(SqlConnection connection) {
      Uni<Long> living =
          most.isEmpty()
              ? Uni.createFrom().item(0L)
              : connection
                  .preparedQuery(COUNT)
                  .execute(Tuple.of(clientId, now.atOffset(ZoneOffset.UTC)))
                  .map(rows -> OneRow.of(rows).getLong(0));
      return ApplicationState.load(connection, organization, clientId, caller)
          .flatMap(application -> living.map(count -> new State(application, count)));
    }

    @Override
    public Decision decide(State state, Ids ids) {
      return state
          .application()
          .decide(
              caller,
              now ->
                  issue(state.living())
                      .map(Decision::reject)
                      .orElseGet(() ->
                          Decision.accept(
                              new ApplicationTokenCreated(
                                  ids.next(),
                                  uuid,
                                  caller.account(),
                                  now.id(),
                                  now.organization(),
                                  clientId,
                                  now.name(),
                                  name,
                                  normalised(),
                                  expires))));
    }

    private Optional<Rejection> issue(long living) {
      if (name.isEmpty()) {
        return Optional.of(ApplicationRejection.Simple.EMPTY_TOKEN_NAME);
      }
      Optional<Set<Scope>> wanted = Scope.parse(scope);
      if (wanted.isEmpty()) {
        return Optional.of(new ApplicationRejection.InvalidScope(scope));
      }
      if (!mayGrant(wanted.get())) {
        return Optional.of(caller.denial());
      }
      return most.filter(limit -> living >= limit).map(ApplicationRejection.TooManyTokens::new);
    }

    /**
     * Whether the caller's own token and account could do as much. Administrators of the
     * organization may do everything there, so only superuser permissions are left to check.
     */
    private boolean mayGrant(Set<Scope> wanted) {
      return Scope.cover(caller.scopes(), wanted)
          && (!wanted.contains(Scope.SUPER_USER) || caller.superuser());
    }

    /** The words in the order sent, without duplicates. */
    private String normalised() {
      return Arrays.stream(scope.split("[ ,]+", -1))
          .filter(word -> !word.isEmpty())
          .distinct()
          .collect(Collectors.joining(" "));
    }
  }
}
