package dev.wharfinger.repositories.repositorynotification;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiOperation.Body;
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

/** Creates a notification of a repository. Source: contract repositories 6.1. */
@Path(Api.ROOT)
public class CreateRepoNotification {

  @Inject ApiRequest request;
  @Inject RepositoryNotificationWrites notifications;
  @Inject RepositoryNotificationView view;

  @POST
  @Path(RepositoryName.ROUTE + "/notification/")
  @ApiOperation(
      summary = "Have a receiver told of what happens in a repository.",
      scope = Scope.REPO_ADMIN,
      body = @Body(of = WantedNotification.class),
      answers = @Answer(status = 201, schema = "RepositoryNotification"))
  public Uni<Response> createRepoNotification(@PathParam("repository") RepositoryName repository) {
    return notifications
        .create(request, repository)
        .flatMap(created -> view.find(repository, created))
        .map(found -> Replies.json(201, found.orElseThrow(ApiException::notFound)));
  }
}
