package dev.wharfinger.registries.tag;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.List;
import java.util.Locale;

/** Lists the labels of a manifest. Source: contract repositories 2.2. */
@Path(Api.ROOT)
public class ListManifestLabels {

  @Inject ApiRequest request;
  @Inject RepositoryGate gate;
  @Inject ManifestLabels labels;

  @GET
  @Path(RepositoryName.ROUTE + ManifestDigest.ROUTE + "/labels")
  @ApiOperation(
      summary = "List the labels of a manifest.",
      scope = Scope.REPO_READ,
      query = "label_filter",
      answers = @Answer(schema = "ManifestLabels"))
  public Uni<Response> listManifestLabels(
      @PathParam("repository") RepositoryName repository, @PathParam("manifestref") String digest) {
    return gate.reader(repository, request)
        .flatMap(access -> {
          String start = request.query().string("filter").orElse("").toLowerCase(Locale.ROOT);
          return labels.of(access.present(), digest).map(all -> view(all, start));
        })
        .map(Replies::ok);
  }

  private static ObjectNode view(List<ManifestLabel> labels, String start) {
    ObjectNode view = JsonNodeFactory.instance.objectNode();
    ArrayNode shown = view.putArray("labels");
    labels.stream()
        .filter(label -> label.key().toLowerCase(Locale.ROOT).startsWith(start))
        .forEach(label -> shown.add(label.view()));
    return view;
  }
}
