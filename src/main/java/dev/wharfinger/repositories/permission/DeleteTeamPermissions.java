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

/** Deletes the permission of a team on a repository. Source: contract neighbours 7. */
@Path(Api.ROOT)
public class DeleteTeamPermissions {

  @Inject ApiRequest request;
  @Inject Permissions permissions;

  @DELETE
  @Path(RepositoryName.ROUTE + "/permissions/team/{teamname}")
  @ApiOperation(
      summary = "Remove the permission of a team on a repository.",
      scope = Scope.REPO_ADMIN,
      answers = @Answer(status = 204))
  public Uni<Response> deleteTeamPermissions(
      @PathParam("repository") RepositoryName repository, @PathParam("teamname") String team) {
    return permissions.remove(request, repository, Kind.TEAM, team).map(Replies::noContent);
  }
}
