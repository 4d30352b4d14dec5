package dev.wharfinger.repositories.quota;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.repositories.quota.QuotaEvent.Family;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** A superuser deletes the quota of a namespace. Source: contract superuser 4. */
@Path(Api.ROOT)
public class DeleteUserQuotaSuperUser {

  @Inject ApiRequest request;
  @Inject QuotaWrites quotas;

  @DELETE
  @Path("superuser/organization/{namespace}/quota/{quota_id}")
  @ApiOperation(
      summary = "Delete the quota of a namespace, as a superuser.",
      scope = Scope.SUPER_USER,
      answers = @Answer(status = 204))
  public Uni<Response> deleteUserQuotaSuperUser(
      @PathParam("namespace") String name, @PathParam("quota_id") String quota) {
    return quotas.delete(request, Family.SUPERUSER, name, quota).map(Replies::noContent);
  }
}
