package dev.wharfinger.registries.registry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.http.SuperuserRequest;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.platform.sql.OneRow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/**
 * Shows the size of the registry and the state of its computation. Source: contract superuser 8.1.
 */
@Path(Api.ROOT)
public class GetRegistrySize {

  /** Always one row, read in one statement. */
  private static final String SELECT =
      """
      SELECT coalesce(s.size_bytes, 0) AS size_bytes, s.completed_ms,
             s.run IS NOT NULL AND s.attempt IS NULL AS queued, s.attempt IS NOT NULL AS running
      FROM (SELECT) always LEFT JOIN registry_size s ON true
      """;

  @Inject ApiRequest request;
  @Inject Pool pool;
  @Inject SuperuserRequest superusers;

  @GET
  @Path("superuser/registrysize/")
  @ApiOperation(
      summary = "Get the size of the registry.",
      scope = Scope.SUPER_USER,
      answers = @Answer(schema = "RegistrySize"))
  public Uni<Response> getRegistrySize() {
    superusers.mayRead(request.requireFreshUser());
    return pool.preparedQuery(SELECT).execute().map(rows -> Replies.ok(view(OneRow.of(rows))));
  }

  private static ObjectNode view(Row row) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("size_bytes", row.getLong("size_bytes"))
        .put("last_ran", row.getLong("completed_ms"))
        .put("queued", row.getBoolean("queued"))
        .put("running", row.getBoolean("running"));
  }
}
