package dev.wharfinger.repositories.quota;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Shows the quota of a namespace to superusers. Source: contract superuser 4. */
@Path(Api.ROOT)
public class ListUserQuotaSuperUser {

  @Inject ApiRequest request;
  @Inject QuotaReads quotas;

  @GET
  @Path("superuser/organization/{namespace}/quota")
  @ApiOperation(
      summary = "List the quota of a namespace, as a superuser.",
      scope = Scope.SUPER_USER,
      answers = @Answer(schema = "QuotaList"))
  public Uni<Response> listUserQuotaSuperUser(@PathParam("namespace") String name) {
    return quotas.ofAny(request, name).map(Replies::ok);
  }
}
