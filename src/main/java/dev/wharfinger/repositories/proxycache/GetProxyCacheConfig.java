package dev.wharfinger.repositories.proxycache;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import dev.wharfinger.platform.sql.OneRow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/**
 * Shows members what their organization caches; without a configuration all values are empty.
 * Source: contract organization 2.15.
 */
@Path(Api.ROOT)
public class GetProxyCacheConfig {

  private static final String SELECT =
      "SELECT "
          + OrganizationAccess.COLUMNS
          + ", c.upstream_registry, c.expiration_s, c.insecure "
          + OrganizationAccess.FROM
          + "LEFT JOIN proxy_cache c ON c.organization = n.id";

  @Inject ApiRequest request;
  @Inject Pool pool;
  @Inject ProxyCacheSwitch proxyCaches;

  @GET
  @Path("organization/{orgname}/proxycache")
  @ApiOperation(
      summary = "Get the proxy cache configuration of an organization.",
      scope = Scope.ORG_ADMIN,
      answers = @Answer(schema = "ProxyCache"))
  public Uni<Response> getProxyCacheConfig(@PathParam("orgname") String organization) {
    proxyCaches.requireOn();
    Caller.User caller = request.requireUser();
    return pool.preparedQuery(SELECT)
        .execute(Tuple.of(organization, caller.account().value()))
        .map(OneRow::of)
        .map(row -> {
          if (!OrganizationAccess.of(row, organization, caller).belongs(caller)) {
            throw new ApiException(ApiError.denied(caller));
          }
          return Replies.ok(view(row));
        });
  }

  private static ObjectNode view(Row row) {
    ObjectNode view = JsonNodeFactory.instance.objectNode();
    String registry = row.getString(2);
    return registry == null
        ? view.put("upstream_registry", "").put("expiration_s", "").put("insecure", "")
        : view.put("upstream_registry", registry)
            .put("expiration_s", row.getLong(3))
            .put("insecure", row.getBoolean(4));
  }
}
