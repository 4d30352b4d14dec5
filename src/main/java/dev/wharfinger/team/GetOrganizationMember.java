package dev.wharfinger.team;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.ApiOperation;
import dev.wharfinger.http.ApiOperation.Answer;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Refusal;
import dev.wharfinger.http.RefusedException;
import dev.wharfinger.http.Replies;
import dev.wharfinger.rights.OrganizationAccess;
import dev.wharfinger.security.Caller;
import dev.wharfinger.security.Scope;
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

  @Inject Call call;
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
    Caller.User caller = call.requireUser();
    return OrganizationAccess.load(pool, organization, caller)
        .invoke(access -> {
          if (!access.inspects(caller)) {
            throw new RefusedException(Refusal.denied(caller));
          }
        })
        .flatMap(_ -> view.find(organization, member))
        .map(Replies::okIfFound);
  }
}
