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

/** Cancels the synchronization of a mirror. Source: contract repositories 9.2. */
@Path(Api.ROOT)
public class SyncCancel {

  @Inject ApiRequest request;
  @Inject MirrorWrites mirrors;

  @POST
  @Path(RepositoryName.ROUTE + "/mirror/sync-cancel")
  @ApiOperation(
      summary = "Cancel the synchronization of a mirror.",
      scope = Scope.REPO_ADMIN,
      answers = @Answer(status = 204))
  public Uni<Response> syncCancel(@PathParam("repository") RepositoryName repository) {
    return mirrors
        .steer(request, caller -> new MirrorCommand.SyncCancel(repository, caller))
        .map(Replies::noContent);
  }
}
