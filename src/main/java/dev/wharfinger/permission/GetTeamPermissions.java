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
 * Shows the permission of a team on a repository: its role and nothing else. Source: contract
 * neighbours 7.
 */
@Path(Api.ROOT)
public class GetTeamPermissions {

  @Inject Call call;
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
        .one(call, repository, Kind.TEAM, team)
        .map(permission -> permission.retain("role"))
        .map(Replies::ok);
  }
}
