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

/** Shows the caller's own quota, requested by one of its limits. Source: contract neighbours 3. */
@Path(Api.ROOT)
public class GetUserQuotaLimit {

  @Inject ApiRequest request;
  @Inject QuotaReads quotas;

  @GET
  @Path("user/quota/{quota_id}/limit/{limit_id}")
  @ApiOperation(
      summary = "Get the quota of the current user that contains a limit.",
      scope = Scope.USER_ADMIN,
      answers = @Answer(schema = "Quota"))
  public Uni<Response> getUserQuotaLimit(
      @PathParam("quota_id") String quota, @PathParam("limit_id") String limit) {
    return quotas.ofCallerWithLimit(request, quota, limit).map(Replies::ok);
  }
}
