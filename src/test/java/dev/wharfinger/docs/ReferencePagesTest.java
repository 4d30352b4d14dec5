package dev.wharfinger.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.feed.AsyncApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferencePagesTest {

  @ParameterizedTest
  @ValueSource(strings = {"docs/operations.md", "docs/events.md", "docs/asyncapi.yaml"})
  void theCommittedPageIsWhatTheCodeSays(String name) throws IOException {
    Path file = Path.of(name);
    String expected =
        switch (name) {
          case "docs/events.md" -> EventsPage.markdown();
          case "docs/asyncapi.yaml" -> AsyncApi.yaml();
          default -> OperationsPage.markdown();
        };
    if (Boolean.getBoolean("update.docs")) {
      Files.writeString(file, expected);
    }
    assertThat(file)
        .as("stale; run ./mvnw test -Dtest=ReferencePagesTest -Dupdate.docs=true")
        .content()
        .isEqualTo(expected);
  }

  @Test
  void everyOperationIdIsTheNameOfItsClass() {
    List<OperationsPage.Route> routes = OperationsPage.routes();
    assertThat(routes).hasSizeGreaterThan(10);
    assertThat(routes)
        .allSatisfy(route -> {
          String type = route.type().substring(route.type().lastIndexOf('.') + 1);
          assertThat(type.substring(0, 1).toLowerCase(Locale.ROOT) + type.substring(1))
              .isEqualTo(route.operationId());
          assertThat(route.summary()).isNotEmpty();
        });
  }
}
