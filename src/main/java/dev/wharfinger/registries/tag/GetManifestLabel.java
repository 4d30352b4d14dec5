package dev.wharfinger.registries.tag;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.PathId;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.repositories.repository.RepositoryAccess;
import dev.wharfinger.repositories.repository.RepositoryGate;
import dev.wharfinger.repositories.repository.RepositoryName;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Shows a label of a manifest. Source: contract repositories 2.2. */
@Path(Api.ROOT)
public class GetManifestLabel {

  @Inject ApiRequest request;
  @Inject RepositoryGate gate;
  @Inject ManifestLabels labels;

  @GET
  @Path(RepositoryName.ROUTE + ManifestDigest.ROUTE + "/labels/{labelid}")
  @ApiOperation(
      summary = "Get a label of a manifest.",
      scope = Scope.REPO_READ,
      answers = @Answer(schema = "ManifestLabel"))
  public Uni<Response> getManifestLabel(
      @PathParam("repository") RepositoryName repository,
      @PathParam("manifestref") String digest,
      @PathParam("labelid") String label) {
    return gate.reader(repository, request)
        .map(RepositoryAccess::present)
        .flatMap(present -> labels.find(present, digest, PathId.requireUuid(label)))
        .map(found -> Replies.ok(found.view()));
  }
}
