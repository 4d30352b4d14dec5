package dev.wharfinger.platform.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiOperation.Body;
import dev.wharfinger.platform.http.Schema;
import dev.wharfinger.platform.security.Scope;
import java.io.IOException;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.jboss.jandex.Index;
import org.junit.jupiter.api.Test;

/** What operations declare is in the document; what they declare wrongly stops the build. */
class DescribedOperationsTest {

  static class Whole {
    static final Schema BODY = Schema.object().required("name");

    @ApiOperation(
        summary = "Does something.",
        scope = Scope.REPO_WRITE,
        query = "page",
        answers = {@Answer(status = 202), @Answer(schema = "Thing")})
    void whole() {}
  }

  static class Borrowing {
    @ApiOperation(
        summary = "Does it with another's body.",
        tag = "other",
        internal = true,
        body = @Body(of = Whole.class, optional = true),
        answers = @Answer(status = 204))
    void borrowing() {}
  }

  static class Twin {
    @ApiOperation(summary = "Has a name that is taken.", answers = @Answer)
    void whole() {}
  }

  static class NoSchema {
    @ApiOperation(summary = "Answers what nobody knows.", answers = @Answer(schema = "Nothing"))
    void noSchema() {}
  }

  static class NoParameter {
    @ApiOperation(summary = "Reads what nobody knows.", query = "none", answers = @Answer)
    void noParameter() {}
  }

  static class NoTag {
    @ApiOperation(summary = "Is in no group.", tag = "none", answers = @Answer)
    void noTag() {}
  }

  static class NoBody {
    @ApiOperation(
        summary = "Takes a body that is not there.",
        body = @Body(of = NoTag.class),
        answers = @Answer)
    void noBody() {}
  }

  static class NoAnswer {
    @ApiOperation(summary = "Answers nothing.")
    void noAnswer() {}
  }

  static class TwoScopes {
    @ApiOperation(
        summary = "Takes two scopes.",
        scope = {Scope.REPO_READ, Scope.REPO_WRITE},
        answers = @Answer)
    void twoScopes() {}
  }

  @Test
  void describesWhatAnOperationDeclares() {
    Operation whole = described("whole", Whole.class);
    assertThat(whole.getSummary()).isEqualTo("Does something.");
    assertThat(whole.getTags()).containsExactly("thing");
    assertThat(whole.getParameters())
        .singleElement()
        .satisfies(it -> assertThat(it.getRef()).endsWith("/page"));
    assertThat(whole.getRequestBody().getRequired()).isTrue();
    assertThat(whole.getResponses().getAPIResponses().keySet())
        .containsExactly("200", "202", "400", "401", "403", "404", "422", "503", "413", "415");
    assertThat(whole.getSecurity())
        .singleElement()
        .satisfies(it -> assertThat(it.getScheme("oauth2")).containsExactly("repo:write"));
    assertThat(whole.getExtensions()).isNullOrEmpty();

    Operation borrowing = described("borrowing", Whole.class, Borrowing.class);
    assertThat(borrowing.getTags()).containsExactly("other");
    assertThat(borrowing.getRequestBody().getRequired()).isFalse();
    assertThat(borrowing.getSecurity()).hasSize(2);
    assertThat(borrowing.getExtensions()).containsEntry("x-internal", true);
  }

  @Test
  void refusesAnOperationThatDeclaresNothing() {
    assertThatThrownBy(() -> described("unknown", Whole.class))
        .hasMessage("0 methods named unknown have an @ApiOperation");
  }

  @Test
  void refusesAnOperationIdThatIsUsedTwice() {
    assertThatThrownBy(() -> described("whole", Whole.class, Twin.class))
        .hasMessage("2 methods named whole have an @ApiOperation");
    OpenAPI document = document("whole");
    document
        .getPaths()
        .addPathItem(
            "/api/v1/again",
            OASFactory.createPathItem().GET(OASFactory.createOperation().operationId("whole")));
    assertThatThrownBy(() -> new DescribedOperations(index(Whole.class)).filterOpenAPI(document))
        .hasMessage("GET /api/v1/again is another operation named whole");
  }

  @Test
  void refusesNamesOfNothing() {
    assertThatThrownBy(() -> described("noSchema", NoSchema.class))
        .hasMessage("noSchema names Nothing, which the document lacks");
    assertThatThrownBy(() -> described("noParameter", NoParameter.class))
        .hasMessage("noParameter names none, which the document lacks");
    assertThatThrownBy(() -> described("noTag", NoTag.class))
        .hasMessage("noTag names none, which the document lacks");
    assertThatThrownBy(() -> described("noBody", NoBody.class))
        .hasMessageStartingWith("no schema ")
        .hasMessageEndingWith("NoTag.BODY");
  }

  @Test
  void addsWhatTheAreaDefines() {
    OpenAPI document = document("whole");
    document.getComponents().addSchema("Zoo", OASFactory.createSchema());
    new DescribedOperations(index(Whole.class)).filterOpenAPI(document);
    assertThat(List.copyOf(document.getComponents().getSchemas().keySet()))
        .as("those of discovery/openapi.yaml, where this class would be, among the others")
        .contains("Discovery", "Thing", "Zoo")
        .isSorted();
    assertThat(document.getComponents().getParameters()).containsKeys("internal", "page");
  }

  @Test
  void refusesWhatCannotBe() {
    OpenAPI document = document("whole");
    document.getComponents().addSchema("ShownConfig", OASFactory.createSchema());
    assertThatThrownBy(() -> new DescribedOperations(index(Whole.class)).filterOpenAPI(document))
        .hasMessage("two components of the document are named ShownConfig");
    assertThatThrownBy(() -> described("noAnswer", NoAnswer.class))
        .hasMessage("noAnswer declares no answer");
    assertThatThrownBy(() -> described("twoScopes", TwoScopes.class))
        .hasMessage("twoScopes declares more than one scope");
  }

  private static Operation described(String id, Class<?>... classes) {
    OpenAPI document = document(id);
    new DescribedOperations(index(classes)).filterOpenAPI(document);
    return document.getPaths().getPathItem("/api/v1/thing/" + id).getPOST();
  }

  private static OpenAPI document(String id) {
    return OASFactory.createOpenAPI()
        .tags(List.of(OASFactory.createTag().name("thing"), OASFactory.createTag().name("other")))
        .components(
            OASFactory.createComponents()
                .addParameter("page", OASFactory.createParameter().name("page"))
                .addSchema("Thing", OASFactory.createSchema()))
        .paths(
            OASFactory.createPaths()
                .addPathItem(
                    "/api/v1/thing/" + id,
                    OASFactory.createPathItem()
                        .POST(
                            OASFactory.createOperation()
                                .operationId(id)
                                .responses(OASFactory.createAPIResponses()))));
  }

  private static Index index(Class<?>... classes) {
    try {
      return Index.of(classes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
