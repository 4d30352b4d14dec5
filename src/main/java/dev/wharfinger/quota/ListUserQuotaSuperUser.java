package dev.wharfinger.quota;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Replies;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Shows the quota of a namespace to superusers. Source: contract superuser 4. */
@Path(Api.ROOT)
public class ListUserQuotaSuperUser {

  @Inject Call call;
  @Inject QuotaReads quotas;

  @GET
  @Path("superuser/organization/{namespace}/quota")
  @Operation(
      operationId = "listUserQuotaSuperUser",
      summary = "List the quota of a namespace, as a superuser.")
  public Uni<Response> listUserQuotaSuperUser(@PathParam("namespace") String name) {
    return quotas.ofAny(call, name).map(Replies::ok);
  }
}
