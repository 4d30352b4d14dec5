package dev.wharfinger.repositories.quota;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiOperation.Body;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.repositories.quota.QuotaEvent.Family;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** A superuser gives a namespace its quota. Source: contract superuser 4. */
@Path(Api.ROOT)
public class CreateOrganizationQuotaSuperUser {

  @Inject ApiRequest request;
  @Inject QuotaWrites quotas;

  @POST
  @Path("superuser/users/{namespace}/quota")
  @ApiOperation(
      summary = "Create the quota of a namespace, as a superuser.",
      scope = Scope.SUPER_USER,
      body = @Body(of = QuotaSize.class, constant = "NEW"),
      answers = @Answer(status = 201, schema = "Created"))
  public Uni<Response> createOrganizationQuotaSuperUser(@PathParam("namespace") String name) {
    return quotas.create(request, Family.SUPERUSER, name).map(Replies::created);
  }
}
