package dev.wharfinger.quota;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.ApiOperation;
import dev.wharfinger.http.ApiOperation.Answer;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Replies;
import dev.wharfinger.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** Shows a user his own quota. Source: contract neighbours 3. */
@Path(Api.ROOT)
public class ListUserQuota {

  @Inject Call call;
  @Inject QuotaReads quotas;

  @GET
  @Path("user/quota")
  @ApiOperation(
      summary = "List the quota of the user.",
      scope = Scope.USER_ADMIN,
      answers = @Answer(schema = "QuotaList"))
  public Uni<Response> listUserQuota() {
    return quotas.ofCaller(call).map(Replies::ok);
  }
}
