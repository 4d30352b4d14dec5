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

/** Shows the permission of a team on a repository: only its role. Source: contract neighbours 7. */
@Path(Api.ROOT)
public class GetTeamPermissions {

  @Inject ApiRequest request;
  @Inject Permissions permissions;

  @GET
  @Path(RepositoryName.ROUTE + "/permissions/team/{teamname}")
  @ApiOperation(
      summary = "Get the permission of a team on a repository.",
      scope = Scope.REPO_ADMIN,
      answers = @Answer(schema = "RoleOnly"))
  public Uni<Response> getTeamPermissions(
      @PathParam("repository") RepositoryName repository, @PathParam("teamname") String team) {
    return permissions
        .one(request, repository, Kind.TEAM, team)
        .map(permission -> permission.retain("role"))
        .map(Replies::ok);
  }
}
