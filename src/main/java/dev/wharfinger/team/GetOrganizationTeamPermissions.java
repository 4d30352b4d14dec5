package dev.wharfinger.team;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.http.Api;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Refusal;
import dev.wharfinger.http.RefusedException;
import dev.wharfinger.http.Replies;
import dev.wharfinger.security.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Lists what a team may do with which repository. Source: contract neighbours 4. */
@Path(Api.ROOT)
public class GetOrganizationTeamPermissions {

  private static final String SELECT =
      """
      SELECT r.name, r.is_public, p.role
      FROM repository_permission p JOIN repository r ON r.id = p.repository
      WHERE p.team = $1 ORDER BY p.id
      """;

  @Inject Call call;
  @Inject Pool pool;

  @GET
  @Path("organization/{orgname}/team/{teamname}/permissions")
  @Operation(
      operationId = "getOrganizationTeamPermissions",
      summary = "List the repository permissions of a team.")
  public Uni<Response> getOrganizationTeamPermissions(
      @PathParam("orgname") String organization, @PathParam("teamname") String team) {
    Caller.User caller = call.requireUser();
    return TeamState.load(pool, organization, team, caller)
        .flatMap(
            state -> pool.preparedQuery(SELECT).execute(Tuple.of(readable(state, caller).id())))
        .map(rows ->
            JsonNodeFactory.instance
                .objectNode()
                .putPOJO(
                    "permissions",
                    StreamSupport.stream(rows.spliterator(), false)
                        .map(GetOrganizationTeamPermissions::view)
                        .iterator()))
        .map(Replies::ok);
  }

  private static TeamState.Present readable(TeamState state, Caller.User caller) {
    if (!state.standing().inspects(caller)) {
      throw new RefusedException(Refusal.denied(caller));
    }
    return switch (state) {
      case TeamState.Missing _ -> throw new RefusedException(Refusal.notFound());
      case TeamState.Present present -> present;
    };
  }

  private static ObjectNode view(Row row) {
    ObjectNode view = JsonNodeFactory.instance.objectNode();
    view.putObject("repository")
        .put("name", row.getString("name"))
        .put("is_public", row.getBoolean("is_public"));
    return view.put("role", row.getString("role"));
  }
}
