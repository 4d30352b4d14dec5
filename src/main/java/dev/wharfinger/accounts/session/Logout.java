package dev.wharfinger.accounts.session;

import dev.wharfinger.accounts.session.SessionEvent.UserSignedOut;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiOperation.Rule;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Sessions;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.security.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** Ends all sessions of the user, in every browser. Source: contract sessions 1.5. */
@Path(Api.ROOT)
public class Logout {

  @Inject ApiRequest request;
  @Inject Writes writes;
  @Inject Sessions sessions;

  @POST
  @Path("signout")
  @ApiOperation(
      summary = "Sign out.",
      internal = true,
      answers = @Answer(schema = "Success"),
      rules = Rule.CSRF_TOKEN_ALWAYS)
  public Uni<Response> logout() {
    Uni<Void> signedOut =
        switch (request.caller()) {
          case Caller.User user ->
              writes
                  .submit(
                      writes.beginAnew(request),
                      Writes.actor(request, user),
                      new SignOut(user.account()))
                  .replaceWithVoid();
          case Caller.Anonymous _ -> Uni.createFrom().voidItem();
        };
    return signedOut.invoke(() -> sessions.end(request)).map(_ -> SignInReplies.success());
  }

  record SignOut(AccountId account) implements Command<AccountId> {

    /** Nothing to load: that the account exists is checked for every command. */
    @Override
    public Uni<AccountId> load(SqlConnection connection) {
      return Uni.createFrom().item(account);
    }

    @Override
    public Decision decide(AccountId user, Ids ids) {
      return Decision.accept(new UserSignedOut(user));
    }
  }
}
