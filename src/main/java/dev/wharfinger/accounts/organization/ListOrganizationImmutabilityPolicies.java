package dev.wharfinger.accounts.organization;

import dev.wharfinger.platform.config.Settings;
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
import java.util.List;
import java.util.Map;

/**
 * Lists the immutability policies of an organization, always empty because no operation makes tags
 * immutable. The web UI asks before it offers a proxy cache. Source: contract sessions 3.9.
 */
@Path(Api.ROOT)
public class ListOrganizationImmutabilityPolicies {

  @Inject ApiRequest request;
  @Inject Pool pool;
  @Inject Settings settings;

  @GET
  @Path("organization/{orgname}/immutabilitypolicy/")
  @ApiOperation(
      summary = "List the tag immutability policies of an organization.",
      scope = Scope.ORG_ADMIN,
      answers = @Answer(schema = "ImmutabilityPolicyList"))
  public Uni<Response> listOrganizationImmutabilityPolicies(@PathParam("orgname") String name) {
    if (!settings.featureImmutableTags()) {
      throw new ApiException(ApiError.notFound());
    }
    Caller.User caller = request.requireUser();
    return OrganizationAccess.load(pool, name, caller)
        .map(access -> {
          if (!access.inspects(caller)) {
            throw new ApiException(ApiError.denied(caller));
          }
          return Replies.ok(Map.of("policies", List.of()));
        });
  }
}
