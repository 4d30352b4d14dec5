package dev.wharfinger.user;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Problem;
import dev.wharfinger.http.Refusal;
import dev.wharfinger.http.RefusedException;
import dev.wharfinger.http.Replies;
import dev.wharfinger.http.RequestPolicy;
import dev.wharfinger.http.RequestPolicy.Rule;
import dev.wharfinger.security.Caller;
import dev.wharfinger.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Tells a caller who he is. Source: contract neighbours 2.2. */
@RequestPolicy(Rule.ANONYMOUS_ALWAYS)
@Path(Api.ROOT)
public class GetLoggedInUser {

  private static final Refusal NOBODY =
      new Refusal.ProblemObject(
          Problem.INVALID_TOKEN, Problem.INVALID_TOKEN.detail(), Map.of("session_required", false));

  @Inject Call call;
  @Inject OwnView view;

  @GET
  @Path("user/")
  @Operation(operationId = "getLoggedInUser", summary = "Get the user of the token.")
  public Uni<Response> getLoggedInUser() {
    return switch (call.caller()) {
      case Caller.User user when user.may(Scope.USER_READ) || user.may(Scope.USER_ADMIN) ->
          view.of(user).map(Replies::ok);
      case Caller.User _, Caller.Anonymous _ -> throw new RefusedException(NOBODY);
    };
  }
}
