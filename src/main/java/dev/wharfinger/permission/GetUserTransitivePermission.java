package dev.wharfinger.permission;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Replies;
import dev.wharfinger.repository.RepositoryName;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * Lists what a user or robot may do with a repository, by himself and by his teams. Source:
 * contract neighbours 7.
 */
@Path(Api.ROOT)
public class GetUserTransitivePermission {

  @Inject Call call;
  @Inject Permissions permissions;

  @GET
  @Path(RepositoryName.ROUTE + "/permissions/user/{username}/transitive")
  @Operation(
      operationId = "getUserTransitivePermission",
      summary = "List what a user may do with a repository by himself and by his teams.")
  public Uni<Response> getUserTransitivePermission(
      @PathParam("repository") RepositoryName repository, @PathParam("username") String user) {
    return permissions.transitive(call, repository, user).map(Replies::ok);
  }
}
