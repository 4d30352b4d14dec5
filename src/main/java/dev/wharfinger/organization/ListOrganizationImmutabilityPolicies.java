package dev.wharfinger.organization;

import dev.wharfinger.config.Settings;
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
import java.util.List;
import java.util.Map;

/**
 * Tells those who may read the settings of an organization that no tag is immutable: no operation
 * makes one so. The web UI asks before it offers a proxy cache. Source: contract sessions 3.9.
 */
@Path(Api.ROOT)
public class ListOrganizationImmutabilityPolicies {

  @Inject Call call;
  @Inject Pool pool;
  @Inject Settings settings;

  @GET
  @Path("organization/{orgname}/immutabilitypolicy/")
  @ApiOperation(
      summary = "List the policies that make tags of an organization immutable.",
      scope = Scope.ORG_ADMIN,
      answers = @Answer(schema = "ImmutabilityPolicyList"))
  public Uni<Response> listOrganizationImmutabilityPolicies(@PathParam("orgname") String name) {
    if (!settings.featureImmutableTags()) {
      throw new RefusedException(Refusal.notFound());
    }
    Caller.User caller = call.requireUser();
    return OrganizationAccess.load(pool, name, caller)
        .map(access -> {
          if (!access.inspects(caller)) {
            throw new RefusedException(Refusal.denied(caller));
          }
          return Replies.ok(Map.of("policies", List.of()));
        });
  }
}
