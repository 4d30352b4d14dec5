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
import jakarta.ws.rs.core.Response;

/** Shows the caller's own quota. Source: contract neighbours 3. */
@Path(Api.ROOT)
public class ListUserQuota {

  @Inject ApiRequest request;
  @Inject QuotaReads quotas;

  @GET
  @Path("user/quota")
  @ApiOperation(
      summary = "List the quota of the current user.",
      scope = Scope.USER_ADMIN,
      answers = @Answer(schema = "QuotaList"))
  public Uni<Response> listUserQuota() {
    return quotas.ofCaller(request).map(Replies::ok);
  }
}
