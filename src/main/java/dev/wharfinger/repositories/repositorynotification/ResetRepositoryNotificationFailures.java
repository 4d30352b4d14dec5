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
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/**
 * Has a notification sent again that was disabled because it failed. Source: contract repositories
 * 6.1, 6.6.
 */
@Path(Api.ROOT)
public class ResetRepositoryNotificationFailures {

  @Inject ApiRequest request;
  @Inject RepositoryNotificationWrites notifications;

  @POST
  @Path(RepositoryName.ROUTE + "/notification/{uuid}")
  @ApiOperation(
      summary = "Set the failures of a notification to none, so that it is sent again.",
      scope = Scope.REPO_ADMIN,
      answers = @Answer(status = 204))
  public Uni<Response> resetRepositoryNotificationFailures(
      @PathParam("repository") RepositoryName repository, @PathParam("uuid") String uuid) {
    return notifications.change(request, repository, uuid, Action.RESET).map(Replies::noContent);
  }
}
