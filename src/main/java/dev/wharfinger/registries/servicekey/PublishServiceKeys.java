package dev.wharfinger.registries.servicekey;

import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * Publishes the approved, unexpired keys of a service (RFC 7517 5) at Quay's path, for verifying
 * what the service signed.
 */
@Path("/keys")
public class PublishServiceKeys {

  /** How long a deleted key may still be trusted. */
  private static final int MAX_AGE_SECONDS = 60;

  private static final String SELECT =
      "SELECT jwk FROM service_key WHERE service = $1 AND approved IS NOT NULL"
          + " AND (expires IS NULL OR expires > $2) ORDER BY id";

  private final Pool pool;

  @Inject
  PublishServiceKeys(Pool pool) {
    this.pool = pool;
  }

  /** The key set; empty for a service without keys. */
  @GET
  @Path("services/{service}/keys")
  @ApiOperation(
      summary = "Get the approved public keys of a service.",
      answers = @Answer(schema = "KeySet"))
  public Uni<Response> publishServiceKeys(@PathParam("service") String service) {
    return pool.preparedQuery(SELECT)
        .execute(Tuple.of(service, Instant.now().atOffset(ZoneOffset.UTC)))
        .map(rows -> {
          JsonArray keys = new JsonArray();
          for (Row row : rows) {
            keys.add(row.getJson(0));
          }
          return Response.ok(
                  new JsonObject().put("keys", keys).encode(), MediaType.APPLICATION_JSON_TYPE)
              .header(HttpHeaders.CACHE_CONTROL, "public, max-age=" + MAX_AGE_SECONDS)
              .build();
        });
  }
}
