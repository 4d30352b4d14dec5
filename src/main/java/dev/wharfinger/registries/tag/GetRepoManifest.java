package dev.wharfinger.registries.tag;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.security.OffLoop;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.registries.tag.ManifestContents.Content;
import dev.wharfinger.repositories.repository.RepositoryAccess;
import dev.wharfinger.repositories.repository.RepositoryGate;
import dev.wharfinger.repositories.repository.RepositoryName;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Shows a manifest and the layers of an image. Source: contract repositories 2.1. */
@Path(Api.ROOT)
public class GetRepoManifest {

  @Inject ApiRequest request;
  @Inject RepositoryGate gate;
  @Inject ManifestContents contents;
  @Inject Vertx vertx;

  @GET
  @Path(RepositoryName.ROUTE + ManifestDigest.ROUTE)
  @ApiOperation(
      summary = "Get a manifest.",
      scope = Scope.REPO_READ,
      answers = @Answer(schema = "Manifest"))
  public Uni<Response> getRepoManifest(
      @PathParam("repository") RepositoryName repository, @PathParam("manifestref") String digest) {
    return gate.reader(repository, request)
        .map(RepositoryAccess::present)
        .flatMap(present -> contents.find(present, digest))
        .flatMap(content -> OffLoop.compute(vertx, () -> view(digest, content)))
        .map(Replies::ok);
  }

  private static ObjectNode view(String digest, Content content) {
    JsonNode manifest = content.manifest();
    boolean isIndex = manifest.path("manifests").isArray();
    JsonNode config = manifest.path("config").path("mediaType");
    ObjectNode view =
        JsonNodeFactory.instance
            .objectNode()
            .put("digest", digest)
            .put("is_manifest_list", isIndex)
            .put("manifest_data", content.text())
            .put("config_media_type", !isIndex && config.isTextual() ? config.textValue() : null);
    long bytes = 0;
    for (JsonNode layer : manifest.path("layers")) {
      bytes += layer.path("size").asLong();
    }
    view.put("layers_compressed_size", isIndex ? 0 : bytes);
    view.set("layers", isIndex ? null : ManifestLayers.of(content));
    return view;
  }
}
