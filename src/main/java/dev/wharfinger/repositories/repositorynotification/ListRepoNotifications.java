package dev.wharfinger.repositories.repositorynotification;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
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

/** Lists the notifications of a repository. Source: contract repositories 6.1. */
@Path(Api.ROOT)
public class ListRepoNotifications {

  @Inject ApiRequest request;
  @Inject RepositoryGate gate;
  @Inject RepositoryNotificationView view;

  @GET
  @Path(RepositoryName.ROUTE + "/notification/")
  @ApiOperation(
      summary = "List the notifications of a repository.",
      scope = Scope.REPO_ADMIN,
      answers = @Answer(schema = "RepositoryNotificationList"))
  public Uni<Response> listRepoNotifications(@PathParam("repository") RepositoryName repository) {
    return gate.inspector(repository, request).flatMap(_ -> view.list(repository)).map(Replies::ok);
  }
}
