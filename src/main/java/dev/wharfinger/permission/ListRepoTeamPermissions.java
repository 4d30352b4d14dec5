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

/** Lists which teams have a permission on a repository. Source: contract neighbours 7. */
@Path(Api.ROOT)
public class ListRepoTeamPermissions {

  @Inject Call call;
  @Inject Permissions permissions;

  @GET
  @Path(RepositoryName.ROUTE + "/permissions/team")
  @ApiOperation(
      summary = "List the teams with a permission on a repository.",
      scope = Scope.REPO_ADMIN,
      answers = @Answer(schema = "TeamPermissionMap"))
  public Uni<Response> listRepoTeamPermissions(@PathParam("repository") RepositoryName repository) {
    return permissions.all(call, repository, Kind.TEAM).map(Replies::ok);
  }
}
