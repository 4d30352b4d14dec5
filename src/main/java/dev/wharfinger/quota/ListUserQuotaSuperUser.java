package dev.wharfinger.quota;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.ApiOperation;
import dev.wharfinger.http.ApiOperation.Answer;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Replies;
import dev.wharfinger.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Shows the quota of a namespace to superusers. Source: contract superuser 4. */
@Path(Api.ROOT)
public class ListUserQuotaSuperUser {

  @Inject Call call;
  @Inject QuotaReads quotas;

  @GET
  @Path("superuser/organization/{namespace}/quota")
  @ApiOperation(
      summary = "List the quota of a namespace, as a superuser.",
      scope = Scope.SUPER_USER,
      answers = @Answer(schema = "QuotaList"))
  public Uni<Response> listUserQuotaSuperUser(@PathParam("namespace") String name) {
    return quotas.ofAny(call, name).map(Replies::ok);
  }
}
