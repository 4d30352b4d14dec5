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

/** Gives an organization its quota. Source: contract neighbours 3. */
@Path(Api.ROOT)
public class CreateOrganizationQuota {

  @Inject Call call;
  @Inject QuotaWrites quotas;

  @POST
  @Path("organization/{orgname}/quota")
  @ApiOperation(
      summary = "Create the quota of an organization.",
      scope = Scope.SUPER_USER,
      body = @Body(of = QuotaSize.class, constant = "NEW"),
      answers = @Answer(status = 201, schema = "Created"))
  public Uni<Response> createOrganizationQuota(@PathParam("orgname") String name) {
    return quotas.create(call, Family.ORGANIZATION, name).map(Replies::created);
  }
}
