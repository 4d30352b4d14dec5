package dev.wharfinger.repositories.permission;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiOperation.Body;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.repositories.permission.PermissionHolder.Kind;
import dev.wharfinger.repositories.repository.RepositoryName;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/**
 * Sets the permission of a user or robot on a repository; an outsider becomes a collaborator.
 * Source: contract neighbours 7.
 */
@Path(Api.ROOT)
public class ChangeUserPermissions {

  @Inject ApiRequest request;
  @Inject Permissions permissions;

  @PUT
  @Path(RepositoryName.ROUTE + "/permissions/user/{username}")
  @ApiOperation(
      summary = "Set the permission of a user on a repository.",
      scope = Scope.REPO_ADMIN,
      body = @Body(of = Permissions.class),
      answers = @Answer(schema = "UserPermission"))
  public Uni<Response> changeUserPermissions(
      @PathParam("repository") RepositoryName repository, @PathParam("username") String user) {
    return permissions.set(request, repository, Kind.USER, user).map(Replies::ok);
  }
}
