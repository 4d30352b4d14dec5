package dev.wharfinger.accounts.user;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Shows a user to superusers. Source: contract superuser 2.2. */
@Path(Api.ROOT)
public class GetInstallUser {

  @Inject ApiRequest request;
  @Inject UserView view;

  @GET
  @Path("superuser/users/{username}")
  @ApiOperation(
      summary = "Get a user, as a superuser.",
      scope = Scope.SUPER_USER,
      answers = @Answer(schema = "InstalledUser"))
  public Uni<Response> getInstallUser(@PathParam("username") String name) {
    Caller.User caller = request.requireFreshUser();
    if (!caller.superuser() && !caller.readOnlySuperuser()) {
      throw new ApiException(ApiError.denied(caller));
    }
    return view.find(name).map(Replies::okIfFound);
  }
}
