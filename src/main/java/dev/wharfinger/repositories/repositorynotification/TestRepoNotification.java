package dev.wharfinger.repositories.repositorynotification;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.PathId;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.repositories.repository.RepositoryEvent.Role;
import dev.wharfinger.repositories.repository.RepositoryGate;
import dev.wharfinger.repositories.repository.RepositoryName;
import dev.wharfinger.repositories.repositorynotification.RepositoryNotificationRejection.NoNotification;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/**
 * Has a sample sent to the receiver of a notification. It is not waited for: whether it arrives
 * shows at the receiver, and in the failures of the notification. Source: contract repositories
 * 6.1.
 */
@Path(Api.ROOT)
public class TestRepoNotification {

  @Inject ApiRequest request;
  @Inject RepositoryGate gate;
  @Inject NotificationJobs jobs;
  @Inject RepositoryNotificationErrors errors;

  @POST
  @Path(RepositoryName.ROUTE + "/notification/{uuid}/test")
  @ApiOperation(
      summary = "Send a sample to the receiver of a notification.",
      scope = Scope.REPO_ADMIN,
      answers = @Answer(schema = "RepositoryNotificationQueued"))
  public Uni<Response> testRepoNotification(
      @PathParam("repository") RepositoryName repository, @PathParam("uuid") String uuid) {
    return gate.holder(Role.ADMIN, repository, request)
        .flatMap(_ ->
            jobs.test(repository, PathId.uuid(uuid).orElse(RepositoryNotificationWrites.NOTHING)))
        .map(found -> {
          if (!found) {
            throw new ApiException(errors.of(new NoNotification(repository, uuid)));
          }
          return Replies.ok(Map.of());
        });
  }
}
