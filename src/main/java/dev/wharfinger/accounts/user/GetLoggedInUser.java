package dev.wharfinger.accounts.user;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiOperation.Rule;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.ProblemType;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/** Shows the caller's own account. Source: contract neighbours 2.2. */
@Path(Api.ROOT)
public class GetLoggedInUser {

  private static final ApiError NOBODY =
      new ApiError.ProblemObject(
          ProblemType.INVALID_TOKEN,
          ProblemType.INVALID_TOKEN.detail(),
          Map.of("session_required", false));

  @Inject ApiRequest request;
  @Inject OwnView view;

  @GET
  @Path("user/")
  @ApiOperation(
      summary = "Get the current user.",
      scope = Scope.USER_READ,
      answers = @Answer(schema = "LoggedInUser"),
      rules = Rule.ANONYMOUS_ALWAYS)
  public Uni<Response> getLoggedInUser() {
    return switch (request.caller()) {
      case Caller.User user when user.may(Scope.USER_READ) || user.may(Scope.USER_ADMIN) ->
          view.of(user).map(Replies::ok);
      case Caller.User _, Caller.Anonymous _ -> throw new ApiException(NOBODY);
    };
  }
}
