package dev.wharfinger.permission;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.ApiOperation;
import dev.wharfinger.http.ApiOperation.Answer;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Replies;
import dev.wharfinger.permission.PermissionHolder.Kind;
import dev.wharfinger.repository.RepositoryName;
import dev.wharfinger.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/**
 * Shows the permission that a user or robot has himself on a repository. Source: contract
 * neighbours 7.
 */
@Path(Api.ROOT)
public class GetUserPermissions {

  @Inject Call call;
  @Inject Permissions permissions;

  @GET
  @Path(RepositoryName.ROUTE + "/permissions/user/{username}")
  @ApiOperation(
      summary = "Get the permission of a user on a repository.",
      scope = Scope.REPO_ADMIN,
      answers = @Answer(schema = "UserPermission"))
  public Uni<Response> getUserPermissions(
      @PathParam("repository") RepositoryName repository, @PathParam("username") String user) {
    return permissions.one(call, repository, Kind.USER, user).map(Replies::ok);
  }
}
