package dev.wharfinger.permission;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Replies;
import dev.wharfinger.permission.PermissionHolder.Kind;
import dev.wharfinger.repository.RepositoryName;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Takes away the permission of a team on a repository. Source: contract neighbours 7. */
@Path(Api.ROOT)
public class DeleteTeamPermissions {

  @Inject Call call;
  @Inject Permissions permissions;

  @DELETE
  @Path(RepositoryName.ROUTE + "/permissions/team/{teamname}")
  @Operation(
      operationId = "deleteTeamPermissions",
      summary = "Remove the permission of a team on a repository.")
  public Uni<Response> deleteTeamPermissions(
      @PathParam("repository") RepositoryName repository, @PathParam("teamname") String team) {
    return permissions.remove(call, repository, Kind.TEAM, team).map(Replies::noContent);
  }
}
