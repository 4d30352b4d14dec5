package dev.wharfinger.repositories.repository;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Shows a repository; a public one to all callers. Source: contract neighbours 6. */
@Path(Api.ROOT)
public class GetRepo {

  @Inject ApiRequest request;
  @Inject RepositoryView view;

  @GET
  @Path(RepositoryName.ROUTE)
  @ApiOperation(
      summary = "Get a repository.",
      scope = Scope.REPO_READ,
      query = {"includeTags", "includeStats"},
      answers = @Answer(schema = "Repository"))
  public Uni<Response> getRepo(@PathParam("repository") RepositoryName repository) {
    return view.find(
            repository,
            request.caller(),
            new RepositoryView.Wanted(
                request.query().flag("includeTags", true),
                request.query().flag("includeStats", false),
                request.receivedAt()))
        .map(Replies::ok);
  }
}
