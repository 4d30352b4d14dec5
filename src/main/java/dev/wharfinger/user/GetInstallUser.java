package dev.wharfinger.user;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.ApiOperation;
import dev.wharfinger.http.ApiOperation.Answer;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Refusal;
import dev.wharfinger.http.RefusedException;
import dev.wharfinger.http.Replies;
import dev.wharfinger.security.Caller;
import dev.wharfinger.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Shows a user to superusers. Source: contract superuser 2.2. */
@Path(Api.ROOT)
public class GetInstallUser {

  @Inject Call call;
  @Inject UserView view;

  @GET
  @Path("superuser/users/{username}")
  @ApiOperation(
      summary = "Get a user, as a superuser.",
      scope = Scope.SUPER_USER,
      answers = @Answer(schema = "InstalledUser"))
  public Uni<Response> getInstallUser(@PathParam("username") String name) {
    Caller.User caller = call.requireFreshUser();
    if (!caller.superuser() && !caller.readOnlySuperuser()) {
      throw new RefusedException(Refusal.denied(caller));
    }
    return view.find(name).map(Replies::okIfFound);
  }
}
