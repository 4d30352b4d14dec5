package dev.wharfinger.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.wharfinger.records.feed.AsyncApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferencePagesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "docs/operations.md",
        "docs/events.md",
        "docs/asyncapi.yaml",
        "docs/limits.md",
        "docs/metrics.md"
      })
  void theCommittedPageIsWhatTheCodeSays(String name) throws IOException {
    Path file = Path.of(name);
    String expected =
        switch (name) {
          case "docs/events.md" -> EventsPage.markdown();
          case "docs/asyncapi.yaml" -> AsyncApi.yaml();
          case "docs/limits.md" -> LimitsPage.markdown();
          case "docs/metrics.md" -> MetricsPage.markdown();
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
  void everyBoundNamesATestThatThereIs() {
    Map<String, JavaClass> tests =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
                .importPackages("dev.wharfinger")
                .stream()
                .collect(Collectors.toMap(JavaClass::getSimpleName, it -> it, (one, _) -> one));
    assertThat(LimitsPage.limits())
        .hasSizeGreaterThan(10)
        .allSatisfy(limit -> {
          String[] test = limit.bound().test().split("\\.", 2);
          assertThat(tests).as(limit.where()).containsKey(test[0]);
          assertThat(Objects.requireNonNull(tests.get(test[0])).getMethods())
              .as(limit.where() + ": " + limit.bound().test())
              .anyMatch(method ->
                  method.getName().equals(test[1])
                      && !method.isAnnotatedWith(Disabled.class)
                      && (method.isAnnotatedWith(Test.class)
                          || method.isAnnotatedWith(ParameterizedTest.class)));
        });
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
