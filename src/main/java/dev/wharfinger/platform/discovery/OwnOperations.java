package dev.wharfinger.platform.discovery;

import dev.wharfinger.platform.http.Api;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.jboss.jandex.IndexView;

/**
 * Completes the document of the operations that Quay does not have. It is a document of its own, so
 * that the other one tells what clients of Quay may expect. The framework finds a filter by the
 * interface on the class itself.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD, documentNames = OwnOperations.DOCUMENT)
public class OwnOperations extends DescribedOperations implements OASFilter {

  /** The document's name in the configuration. */
  static final String DOCUMENT = "own";

  /** With the index of the classes that are built. */
  public OwnOperations(IndexView index) {
    super(index);
  }

  @Override
  public void filterOpenAPI(OpenAPI document) {
    document
        .getInfo()
        .title("Wharfinger: beyond Quay")
        .description("What Wharfinger offers beyond Quay's API.");
    document.setTags(
        List.of(
            OASFactory.createTag()
                .name("history")
                .description("What was when, and who changed it."),
            OASFactory.createTag()
                .name("autoprune")
                .description("What auto-prune policies would remove.")));
    describe(document, Api::isOwn);
  }
}
