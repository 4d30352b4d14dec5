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
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Takes away the permission of a team on a repository. Source: contract neighbours 7. */
@Path(Api.ROOT)
public class DeleteTeamPermissions {

  @Inject Call call;
  @Inject Permissions permissions;

  @DELETE
  @Path(RepositoryName.ROUTE + "/permissions/team/{teamname}")
  @ApiOperation(
      summary = "Remove the permission of a team on a repository.",
      scope = Scope.REPO_ADMIN,
      answers = @Answer(status = 204))
  public Uni<Response> deleteTeamPermissions(
      @PathParam("repository") RepositoryName repository, @PathParam("teamname") String team) {
    return permissions.remove(call, repository, Kind.TEAM, team).map(Replies::noContent);
  }
}
