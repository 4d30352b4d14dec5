package dev.wharfinger.organization;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Refusal;
import dev.wharfinger.http.RefusedException;
import dev.wharfinger.http.Replies;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Shows an organization to anybody. Source: contract organization 2.2. */
@Path(Api.ROOT)
public class GetOrganization {

  @Inject Call call;
  @Inject OrganizationView view;

  @GET
  @Path("organization/{orgname}")
  @Operation(operationId = "getOrganization", summary = "Get the details of an organization.")
  public Uni<Response> getOrganization(@PathParam("orgname") String name) {
    return view.find(name, call.caller())
        .map(found ->
            found.map(Replies::ok).orElseThrow(() -> new RefusedException(Refusal.notFound())));
  }
}
