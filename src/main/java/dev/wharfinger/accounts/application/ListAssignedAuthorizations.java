package dev.wharfinger.accounts.application;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.wharfinger.accounts.application.AssignmentEvent.TokenAssignmentsSeen;
import dev.wharfinger.platform.config.RegistryState;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.journal.JournalUnavailable;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/**
 * Lists the tokens assigned to the user, which also settles the notifications about them. Source:
 * contract sessions 4.3.
 */
@Path(Api.ROOT)
public class ListAssignedAuthorizations {

  @Inject ApiRequest request;
  @Inject Writes writes;
  @Inject Settings settings;
  @Inject AssignmentView view;

  @GET
  @Path("user/assignedauthorization")
  @ApiOperation(
      summary = "List the tokens assigned to the current user.",
      scope = Scope.USER_ADMIN,
      answers = @Answer(schema = "AssignedAuthorizationList"))
  public Uni<Response> listAssignedAuthorizations() {
    if (!settings.featureAssignOauthToken()) {
      throw new ApiException(ApiError.notFound());
    }
    Caller.User caller = request.requireUserInScope();
    return view.list(caller.account())
        .call(offers -> offers.seen() ? Uni.createFrom().voidItem() : see(caller))
        .map(offers ->
            Replies.ok(JsonNodeFactory.instance.objectNode().set("authorizations", offers.list())));
  }

  /** Reading works without the journal; the user is then notified again later. */
  private Uni<Void> see(Caller.User caller) {
    if (settings.registryState() == RegistryState.READONLY) {
      return Uni.createFrom().voidItem();
    }
    return writes
        .submit(
            writes.begin(request.receivedAt()),
            Writes.actor(request, caller),
            new See(caller.account()))
        .replaceWithVoid()
        .onFailure(JournalUnavailable.class)
        .recoverWithNull();
  }

  record See(AccountId account) implements Command<Boolean> {

    /** Whether there is anything that the user has not seen. */
    @Override
    public Uni<Boolean> load(SqlConnection connection) {
      return connection
          .preparedQuery("SELECT FROM token_assignment WHERE account = $1 AND NOT seen LIMIT 1")
          .execute(Tuple.of(account.value()))
          .map(rows -> rows.size() == 1);
    }

    @Override
    public Decision decide(Boolean unseen, Ids ids) {
      return unseen ? Decision.accept(new TokenAssignmentsSeen(account)) : Decision.accept();
    }
  }
}
