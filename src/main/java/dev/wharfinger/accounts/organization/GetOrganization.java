package dev.wharfinger.accounts.organization;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Shows an organization to any caller. Source: contract organization 2.2. */
@Path(Api.ROOT)
public class GetOrganization {

  @Inject ApiRequest request;
  @Inject OrganizationView view;

  @GET
  @Path("organization/{orgname}")
  @ApiOperation(
      summary = "Get the details of an organization.",
      answers = @Answer(schema = "Organization"))
  public Uni<Response> getOrganization(@PathParam("orgname") String name) {
    return view.find(name, request.caller()).map(Replies::okIfFound);
  }
}
