package dev.wharfinger.permission;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.ApiOperation;
import dev.wharfinger.http.ApiOperation.Answer;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Replies;
import dev.wharfinger.repository.RepositoryName;
import dev.wharfinger.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/**
 * Lists what a user or robot may do with a repository, by himself and by his teams. Source:
 * contract neighbours 7.
 */
@Path(Api.ROOT)
public class GetUserTransitivePermission {

  @Inject Call call;
  @Inject Permissions permissions;

  @GET
  @Path(RepositoryName.ROUTE + "/permissions/user/{username}/transitive")
  @ApiOperation(
      summary = "List what a user may do with a repository by himself and by his teams.",
      scope = Scope.REPO_ADMIN,
      answers = @Answer(schema = "TransitivePermission"))
  public Uni<Response> getUserTransitivePermission(
      @PathParam("repository") RepositoryName repository, @PathParam("username") String user) {
    return permissions.transitive(call, repository, user).map(Replies::ok);
  }
}
