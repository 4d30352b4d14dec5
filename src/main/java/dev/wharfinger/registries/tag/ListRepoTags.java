package dev.wharfinger.registries.tag;

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

/** Lists the tags of a repository and their history. Source: contract repositories 1.2. */
@Path(Api.ROOT)
public class ListRepoTags {

  @Inject ApiRequest request;
  @Inject RepositoryGate gate;
  @Inject TagView view;

  @GET
  @Path(RepositoryName.ROUTE + "/tag/")
  @ApiOperation(
      summary = "List the tags of a repository, with those that were moved or deleted lately.",
      scope = Scope.REPO_READ,
      query = {"onlyActiveTags", "specificTag", "filter_tag_name", "limit", "tag_page"},
      answers = @Answer(schema = "TagList"))
  public Uni<Response> listRepoTags(@PathParam("repository") RepositoryName repository) {
    return gate.reader(repository, request)
        .flatMap(access -> {
          WantedTags wanted = WantedTags.of(request);
          return view.page(access.present().id(), wanted, request.receivedAt());
        })
        .map(Replies::ok);
  }
}
