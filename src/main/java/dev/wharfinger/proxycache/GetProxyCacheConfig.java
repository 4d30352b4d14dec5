package dev.wharfinger.proxycache;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import dev.wharfinger.sql.OneRow;
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
 * Shows members what their organization caches; without a configuration everything is an empty
 * text. Source: contract organization 2.15.
 */
@Path(Api.ROOT)
public class GetProxyCacheConfig {

  private static final String SELECT =
      "SELECT "
          + OrganizationAccess.COLUMNS
          + ", c.upstream_registry, c.expiration_s, c.insecure "
          + OrganizationAccess.FROM
          + "LEFT JOIN proxy_cache c ON c.organization = n.id";

  @Inject Call call;
  @Inject Pool pool;
  @Inject ProxyCacheSwitch proxyCaches;

  @GET
  @Path("organization/{orgname}/proxycache")
  @ApiOperation(
      summary = "Show the proxy cache of an organization.",
      scope = Scope.ORG_ADMIN,
      answers = @Answer(schema = "ProxyCache"))
  public Uni<Response> getProxyCacheConfig(@PathParam("orgname") String organization) {
    proxyCaches.requireOn();
    Caller.User caller = call.requireUser();
    return pool.preparedQuery(SELECT)
        .execute(Tuple.of(organization, caller.account()))
        .map(OneRow::of)
        .map(row -> {
          if (!OrganizationAccess.of(row, organization, caller).belongs(caller)) {
            throw new RefusedException(Refusal.denied(caller));
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
