package dev.wharfinger.user;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.ApiOperation;
import dev.wharfinger.http.ApiOperation.Answer;
import dev.wharfinger.http.ApiOperation.Rule;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Problem;
import dev.wharfinger.http.Refusal;
import dev.wharfinger.http.RefusedException;
import dev.wharfinger.http.Replies;
import dev.wharfinger.security.Caller;
import dev.wharfinger.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/** Tells a caller who he is. Source: contract neighbours 2.2. */
@Path(Api.ROOT)
public class GetLoggedInUser {

  private static final Refusal NOBODY =
      new Refusal.ProblemObject(
          Problem.INVALID_TOKEN, Problem.INVALID_TOKEN.detail(), Map.of("session_required", false));

  @Inject Call call;
  @Inject OwnView view;

  @GET
  @Path("user/")
  @ApiOperation(
      summary = "Get the user of the token.",
      scope = Scope.USER_READ,
      answers = @Answer(schema = "LoggedInUser"),
      rules = Rule.ANONYMOUS_ALWAYS)
  public Uni<Response> getLoggedInUser() {
    return switch (call.caller()) {
      case Caller.User user when user.may(Scope.USER_READ) || user.may(Scope.USER_ADMIN) ->
          view.of(user).map(Replies::ok);
      case Caller.User _, Caller.Anonymous _ -> throw new RefusedException(NOBODY);
    };
  }
}
