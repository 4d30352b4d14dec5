package dev.wharfinger.registries.registry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiOperation.Rule;
import dev.wharfinger.platform.http.Replies;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** Shows any caller what the registry can do with manifests. Source: contract sessions 3.3. */
@Path(Api.ROOT)
public class GetRegistryCapabilities {

  /** The architectures that Quay's mirrors know. */
  private static final List<String> ARCHITECTURES = List.of("amd64", "arm64", "ppc64le", "s390x");

  @Inject Settings settings;

  @GET
  @Path("registry/capabilities")
  @ApiOperation(
      summary = "Get the registry's manifest capabilities.",
      answers = @Answer(schema = "RegistryCapabilities"),
      rules = Rule.ANONYMOUS_ALWAYS)
  public Response getRegistryCapabilities() {
    ObjectNode view = JsonNodeFactory.instance.objectNode();
    ObjectNode sparse =
        view.putObject("sparse_manifests").put("supported", settings.featureSparseIndex());
    sparse.putArray("required_architectures");
    sparse.put("optional_architectures_allowed", settings.featureSparseIndex());
    view.putPOJO("mirror_architectures", ARCHITECTURES);
    return Replies.ok(view);
  }
}
