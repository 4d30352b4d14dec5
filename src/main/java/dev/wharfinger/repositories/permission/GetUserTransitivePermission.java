package dev.wharfinger.repositories.permission;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.repositories.repository.RepositoryName;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/**
 * Lists the permissions of a user or robot on a repository, direct or through teams. Source:
 * contract neighbours 7.
 */
@Path(Api.ROOT)
public class GetUserTransitivePermission {

  @Inject ApiRequest request;
  @Inject Permissions permissions;

  @GET
  @Path(RepositoryName.ROUTE + "/permissions/user/{username}/transitive")
  @ApiOperation(
      summary =
          "List the permissions of a user on a repository, including those of the user's teams.",
      scope = Scope.REPO_ADMIN,
      answers = @Answer(schema = "TransitivePermission"))
  public Uni<Response> getUserTransitivePermission(
      @PathParam("repository") RepositoryName repository, @PathParam("username") String user) {
    return permissions.transitive(request, repository, user).map(Replies::ok);
  }
}
