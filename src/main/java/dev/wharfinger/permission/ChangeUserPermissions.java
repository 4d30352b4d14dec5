package dev.wharfinger.permission;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.ApiOperation;
import dev.wharfinger.http.ApiOperation.Answer;
import dev.wharfinger.http.ApiOperation.Body;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Replies;
import dev.wharfinger.permission.PermissionHolder.Kind;
import dev.wharfinger.repository.RepositoryName;
import dev.wharfinger.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/**
 * Lets a user or robot use a repository; an outsider becomes a collaborator. Source: contract
 * neighbours 7.
 */
@Path(Api.ROOT)
public class ChangeUserPermissions {

  @Inject Call call;
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
    return permissions.set(call, repository, Kind.USER, user).map(Replies::ok);
  }
}
