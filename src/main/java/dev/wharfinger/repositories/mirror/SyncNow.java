package dev.wharfinger.repositories.mirror;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.repositories.repository.RepositoryName;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Has a mirror synchronized as soon as possible. Source: contract repositories 9.2. */
@Path(Api.ROOT)
public class SyncNow {

  @Inject ApiRequest request;
  @Inject MirrorWrites mirrors;

  @POST
  @Path(RepositoryName.ROUTE + "/mirror/sync-now")
  @ApiOperation(
      summary = "Synchronize a mirror at once.",
      scope = Scope.REPO_ADMIN,
      answers = @Answer(status = 204))
  public Uni<Response> syncNow(@PathParam("repository") RepositoryName repository) {
    return mirrors
        .steer(request, caller -> new MirrorCommand.SyncNow(repository, caller))
        .map(Replies::noContent);
  }
}
