package dev.wharfinger.repositories.permission;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.repositories.permission.PermissionHolder.Kind;
import dev.wharfinger.repositories.repository.RepositoryName;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/**
 * Deletes the permission granted directly to a user or robot on a repository. Source: contract
 * neighbours 7.
 */
@Path(Api.ROOT)
public class DeleteUserPermissions {

  @Inject ApiRequest request;
  @Inject Permissions permissions;

  @DELETE
  @Path(RepositoryName.ROUTE + "/permissions/user/{username}")
  @ApiOperation(
      summary = "Remove the permission of a user on a repository.",
      scope = Scope.REPO_ADMIN,
      answers = @Answer(status = 204))
  public Uni<Response> deleteUserPermissions(
      @PathParam("repository") RepositoryName repository, @PathParam("username") String user) {
    return permissions.remove(request, repository, Kind.USER, user).map(Replies::noContent);
  }
}
