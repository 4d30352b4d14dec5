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
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/**
 * Lists the users and robots with a direct permission on a repository. Source: contract neighbours
 * 7.
 */
@Path(Api.ROOT)
public class ListRepoUserPermissions {

  @Inject ApiRequest request;
  @Inject Permissions permissions;

  @GET
  @Path(RepositoryName.ROUTE + "/permissions/user")
  @ApiOperation(
      summary = "List the users with a permission on a repository.",
      scope = Scope.REPO_ADMIN,
      answers = @Answer(schema = "UserPermissionMap"))
  public Uni<Response> listRepoUserPermissions(@PathParam("repository") RepositoryName repository) {
    return permissions.all(request, repository, Kind.USER).map(Replies::ok);
  }
}
