package dev.wharfinger.repositories.repositorynotification;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.PathId;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.repositories.repository.RepositoryGate;
import dev.wharfinger.repositories.repository.RepositoryName;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Shows a notification of a repository. Source: contract repositories 6.1. */
@Path(Api.ROOT)
public class GetRepoNotification {

  @Inject ApiRequest request;
  @Inject RepositoryGate gate;
  @Inject RepositoryNotificationView view;

  @GET
  @Path(RepositoryName.ROUTE + "/notification/{uuid}")
  @ApiOperation(
      summary = "Get a notification of a repository.",
      scope = Scope.REPO_ADMIN,
      answers = @Answer(schema = "RepositoryNotification"))
  public Uni<Response> getRepoNotification(
      @PathParam("repository") RepositoryName repository, @PathParam("uuid") String uuid) {
    return gate.inspector(repository, request)
        .flatMap(_ ->
            view.find(repository, PathId.uuid(uuid).orElse(RepositoryNotificationWrites.NOTHING)))
        .map(found -> Replies.ok(found.orElseThrow(ApiException::notFound)));
  }
}
