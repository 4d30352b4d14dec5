package dev.wharfinger.application;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.wharfinger.application.AssignmentEvent.TokenAssignmentsSeen;
import dev.wharfinger.config.RegistryState;
import dev.wharfinger.config.Settings;
import dev.wharfinger.http.Api;
import dev.wharfinger.http.ApiOperation;
import dev.wharfinger.http.ApiOperation.Answer;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Refusal;
import dev.wharfinger.http.RefusedException;
import dev.wharfinger.http.Replies;
import dev.wharfinger.http.Writes;
import dev.wharfinger.journal.Command;
import dev.wharfinger.journal.Decision;
import dev.wharfinger.journal.Ids;
import dev.wharfinger.journal.JournalUnavailable;
import dev.wharfinger.security.Caller;
import dev.wharfinger.security.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/**
 * Lists the tokens that the user is offered; by that he knows of them, and need not be notified any
 * more. Source: contract sessions 4.3.
 */
@Path(Api.ROOT)
public class ListAssignedAuthorizations {

  @Inject Call call;
  @Inject Writes writes;
  @Inject Settings settings;
  @Inject AssignmentView view;

  @GET
  @Path("user/assignedauthorization")
  @ApiOperation(
      summary = "List the tokens that the user is offered.",
      scope = Scope.USER_ADMIN,
      answers = @Answer(schema = "AssignedAuthorizationList"))
  public Uni<Response> listAssignedAuthorizations() {
    if (!settings.featureAssignOauthToken()) {
      throw new RefusedException(Refusal.notFound());
    }
    Caller.User caller = call.requireUserInScope();
    return view.list(caller.account())
        .call(offers -> offers.seen() ? Uni.createFrom().voidItem() : see(caller))
        .map(offers ->
            Replies.ok(JsonNodeFactory.instance.objectNode().set("authorizations", offers.list())));
  }

  /** Reading works without the journal; then he is told again another time. */
  private Uni<Void> see(Caller.User caller) {
    if (settings.registryState() == RegistryState.READONLY) {
      return Uni.createFrom().voidItem();
    }
    return writes
        .submit(
            writes.begin(call.receivedAt()), Writes.actor(call, caller), new See(caller.account()))
        .replaceWithVoid()
        .onFailure(JournalUnavailable.class)
        .recoverWithNull();
  }

  record See(long account) implements Command<Boolean> {

    /** Whether there is anything that he did not see. */
    @Override
    public Uni<Boolean> load(SqlConnection connection) {
      return connection
          .preparedQuery("SELECT FROM token_assignment WHERE account = $1 AND NOT seen LIMIT 1")
          .execute(Tuple.of(account))
          .map(rows -> rows.size() == 1);
    }

    @Override
    public Decision decide(Boolean unseen, Ids ids) {
      return unseen ? Decision.accept(new TokenAssignmentsSeen(account)) : Decision.accept();
    }
  }
}
