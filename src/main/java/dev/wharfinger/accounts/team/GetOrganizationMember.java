package dev.wharfinger.accounts.team;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.rights.OrganizationAccess;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Shows one member of an organization, or one of its robots. Source: contract organization 2.7. */
@Path(Api.ROOT)
public class GetOrganizationMember {

  @Inject ApiRequest request;
  @Inject Pool pool;
  @Inject OrganizationMemberView view;

  @GET
  @Path("organization/{orgname}/members/{membername}")
  @ApiOperation(
      summary = "Get a member of an organization.",
      scope = Scope.ORG_ADMIN,
      answers = @Answer(schema = "Member"))
  public Uni<Response> getOrganizationMember(
      @PathParam("orgname") String organization, @PathParam("membername") String member) {
    Caller.User caller = request.requireUser();
    return OrganizationAccess.load(pool, organization, caller)
        .invoke(access -> {
          if (!access.inspects(caller)) {
            throw new ApiException(ApiError.denied(caller));
          }
        })
        .flatMap(_ -> view.find(organization, member))
        .map(Replies::okIfFound);
  }
}
