package dev.wharfinger.accounts.user;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Avatar;
import dev.wharfinger.platform.http.Avatars;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.sql.OneRow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Shows the public information about a user. Source: contract neighbours 2.3. */
@Path(Api.ROOT)
public class GetUserInformation {

  @Inject ApiRequest request;
  @Inject OwnView own;
  @Inject Pool pool;
  @Inject Avatars avatars;

  @GET
  @Path("users/{username}")
  @ApiOperation(
      summary = "Get the public information about a user.",
      tag = "user",
      answers = @Answer(schema = "LoggedInUser"))
  public Uni<Response> getUserInformation(@PathParam("username") String name) {
    if (request.caller() instanceof Caller.User user && user.name().equals(name)) {
      return own.of(user).map(Replies::ok);
    }
    return pool.preparedQuery("SELECT email FROM namespace WHERE name = $1 AND kind = 'user'")
        .execute(Tuple.of(name))
        .map(rows -> {
          if (rows.size() == 0) {
            throw new ApiException(ApiError.NO_SUCH_PAGE);
          }
          return Replies.ok(view(name, OneRow.of(rows).getString(0), request.caller()));
        });
  }

  private ObjectNode view(String name, String email, Caller viewer) {
    ObjectNode view =
        JsonNodeFactory.instance
            .objectNode()
            .put("anonymous", false)
            .put("username", name)
            .putPOJO("avatar", avatars.of(Avatar.Kind.USER, name, email));
    if (viewer instanceof Caller.User user) {
      if (user.superuser()) {
        view.put("super_user", false);
      }
      if (user.readOnlySuperuser()) {
        view.put("global_readonly_super_user", false);
      }
    }
    return view;
  }
}
