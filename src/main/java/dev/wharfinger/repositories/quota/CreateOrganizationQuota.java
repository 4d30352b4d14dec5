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

/** Gives an organization its quota. Source: contract neighbours 3. */
@Path(Api.ROOT)
public class CreateOrganizationQuota {

  @Inject ApiRequest request;
  @Inject QuotaWrites quotas;

  @POST
  @Path("organization/{orgname}/quota")
  @ApiOperation(
      summary = "Create the quota of an organization.",
      scope = Scope.SUPER_USER,
      body = @Body(of = QuotaSize.class, constant = "NEW"),
      answers = @Answer(status = 201, schema = "Created"))
  public Uni<Response> createOrganizationQuota(@PathParam("orgname") String name) {
    return quotas.create(request, Family.ORGANIZATION, name).map(Replies::created);
  }
}
