package dev.wharfinger.log;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Refusal;
import dev.wharfinger.http.RefusedException;
import dev.wharfinger.http.Replies;
import dev.wharfinger.security.Caller;
import dev.wharfinger.security.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * Shows what happened to an organization to its administrators; the caller's own name is served
 * too. Source: contract neighbours 9.
 */
@Path(Api.ROOT)
public class ListOrgLogs {

  private static final String SELECT =
      """
      SELECT n.id, EXISTS (
        SELECT FROM team t JOIN team_member m ON m.team = t.id AND m.account = $2
        WHERE t.organization = n.id AND t.role = 'admin')
      FROM namespace n WHERE n.name = $1 AND (n.kind = 'organization' OR n.id = $2)
      """;

  @Inject Call call;
  @Inject LogList list;
  @Inject Pool pool;

  @GET
  @Path("organization/{orgname}/logs")
  @Operation(operationId = "listOrgLogs", summary = "List the usage logs of an organization.")
  public Uni<Response> listOrgLogs(@PathParam("orgname") String name) {
    LogList.Wanted wanted = list.wanted(call);
    Caller.User caller = call.requireUser();
    return pool.preparedQuery(SELECT)
        .execute(Tuple.of(name, caller.account()))
        .map(rows -> rows.size() == 0 ? Optional.<Row>empty() : Optional.of(rows.iterator().next()))
        .flatMap(found -> list.page(readable(found, name, caller, wanted), true, wanted))
        .map(Replies::ok);
  }

  /** The account to show, if there is one and the caller may read it. */
  private static long readable(
      Optional<Row> found, String name, Caller.User caller, LogList.Wanted wanted) {
    boolean administers =
        name.equals(caller.name()) || found.map(row -> row.getBoolean(1)).orElse(false);
    if (!caller.fullAccess()
        && !caller.readOnlySuperuser()
        && !(administers && caller.may(Scope.ORG_ADMIN))) {
      throw new RefusedException(Refusal.denied(caller));
    }
    wanted.check();
    return found
        .map(row -> row.getLong(0))
        .orElseThrow(
            () -> new RefusedException(Refusal.message("Invalid namespace requested: " + name)));
  }
}
