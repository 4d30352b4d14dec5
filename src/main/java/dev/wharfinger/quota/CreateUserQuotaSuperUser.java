package dev.wharfinger.quota;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.ApiOperation;
import dev.wharfinger.http.ApiOperation.Answer;
import dev.wharfinger.http.ApiOperation.Body;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Replies;
import dev.wharfinger.quota.QuotaEvent.Family;
import dev.wharfinger.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** A superuser gives a namespace its quota. Source: contract superuser 4. */
@Path(Api.ROOT)
public class CreateUserQuotaSuperUser {

  @Inject Call call;
  @Inject QuotaWrites quotas;

  @POST
  @Path("superuser/organization/{namespace}/quota")
  @ApiOperation(
      summary = "Create the quota of a namespace, as a superuser.",
      scope = Scope.SUPER_USER,
      body = @Body(of = QuotaSize.class, constant = "NEW"),
      answers = @Answer(status = 201, schema = "Created"))
  public Uni<Response> createUserQuotaSuperUser(@PathParam("namespace") String name) {
    return quotas.create(call, Family.SUPERUSER, name).map(Replies::created);
  }
}
