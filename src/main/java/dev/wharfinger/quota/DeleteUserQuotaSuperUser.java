package dev.wharfinger.quota;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.ApiOperation;
import dev.wharfinger.http.ApiOperation.Answer;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Replies;
import dev.wharfinger.quota.QuotaEvent.Family;
import dev.wharfinger.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** A superuser takes the quota of a namespace away. Source: contract superuser 4. */
@Path(Api.ROOT)
public class DeleteUserQuotaSuperUser {

  @Inject Call call;
  @Inject QuotaWrites quotas;

  @DELETE
  @Path("superuser/organization/{namespace}/quota/{quota_id}")
  @ApiOperation(
      summary = "Delete the quota of a namespace, as a superuser.",
      scope = Scope.SUPER_USER,
      answers = @Answer(status = 204))
  public Uni<Response> deleteUserQuotaSuperUser(
      @PathParam("namespace") String name, @PathParam("quota_id") String quota) {
    return quotas.delete(call, Family.SUPERUSER, name, quota).map(Replies::noContent);
  }
}
