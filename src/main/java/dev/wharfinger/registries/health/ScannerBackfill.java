package dev.wharfinger.registries.health;

import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.sql.OneRow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/**
 * Tells which part of the manifests was scanned: none, or all if there are none. Source: contract
 * repositories 11.
 */
@Path("/secscan/_backfill_status")
public class ScannerBackfill {

  @Inject Pool pool;

  @GET
  @ApiOperation(
      summary = "Get the share of manifests that were scanned, in percent.",
      answers = @Answer(schema = "ScannerBackfill"))
  public Uni<Response> scannerBackfill() {
    return pool.query("SELECT EXISTS (SELECT FROM activity.manifest WHERE live)")
        .execute()
        .map(rows -> OneRow.of(rows).getBoolean(0) ? 0.0 : 100.0)
        .map(percent -> Replies.ok(Map.of("backfill_percent", percent)));
  }
}
