package dev.wharfinger.repositories.repositorynotification;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.repositories.repository.RepositoryName;
import dev.wharfinger.repositories.repositorynotification.RepositoryNotificationCommand.Action;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Deletes a notification of a repository. Source: contract repositories 6.1. */
@Path(Api.ROOT)
public class DeleteRepoNotification {

  @Inject ApiRequest request;
  @Inject RepositoryNotificationWrites notifications;

  @DELETE
  @Path(RepositoryName.ROUTE + "/notification/{uuid}")
  @ApiOperation(
      summary = "Delete a notification of a repository.",
      scope = Scope.REPO_ADMIN,
      answers = @Answer(status = 204))
  public Uni<Response> deleteRepoNotification(
      @PathParam("repository") RepositoryName repository, @PathParam("uuid") String uuid) {
    return notifications.change(request, repository, uuid, Action.DELETE).map(Replies::noContent);
  }
}
