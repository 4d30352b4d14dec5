package dev.wharfinger.accounts.application;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.accounts.organization.OrganizationView;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Avatar;
import dev.wharfinger.platform.http.Avatars;
import dev.wharfinger.platform.http.Replies;
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

/** Shows what is public of an application. Source: contract organization 2.14. */
@Path(Api.ROOT)
public class GetApplicationInformation {

  private static final String SELECT =
      """
      SELECT a.name, a.description, a.application_uri, n.name AS owner,
             coalesce(nullif(a.avatar_email, ''), n.email) AS email
      FROM application a JOIN namespace n ON n.id = a.owner WHERE a.client_id = $1
      """;

  @Inject ApiRequest request;
  @Inject Pool pool;
  @Inject Avatars avatars;
  @Inject OrganizationView organizations;

  @GET
  @Path("app/{client_id}")
  @ApiOperation(
      summary = "Get the public information about an OAuth application.",
      tag = "application",
      answers = @Answer(schema = "ApplicationInformation"))
  public Uni<Response> getApplicationInformation(@PathParam("client_id") String clientId) {
    return pool.preparedQuery(SELECT)
        .execute(Tuple.of(clientId))
        .flatMap(rows ->
            rows.size() == 0
                ? Uni.createFrom().failure(new ApiException(ApiError.notFound()))
                : information(OneRow.of(rows)))
        .map(Replies::ok);
  }

  private Uni<ObjectNode> information(Row row) {
    String name = row.getString("name");
    ObjectNode view =
        JsonNodeFactory.instance
            .objectNode()
            .put("name", name)
            .put("description", row.getString("description"))
            .put("uri", row.getString("application_uri"))
            .putPOJO("avatar", avatars.of(Avatar.Kind.APPLICATION, name, row.getString("email")));
    return organizations
        .owner(row.getString("owner"), request.caller())
        .map(owner -> owner.orElseThrow(ApiException::notFound))
        .map(owner -> {
          owner.putObject("teams");
          owner.putArray("ordered_teams");
          return view.set("organization", owner);
        });
  }
}
