package dev.wharfinger.platform.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationReferenceTest {

  @ParameterizedTest
  @ValueSource(strings = {"docs/configuration.md", "src/main/resources/config-schema.json"})
  void theCommittedFileIsWhatTheInterfacesSay(String name) throws IOException {
    Path file = Path.of(name);
    String expected =
        name.endsWith(".md") ? ConfigurationReference.markdown() : ConfigurationReference.schema();
    if (Boolean.getBoolean("update.docs")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, expected);
    }

    assertThat(file)
        .as("stale; run ./mvnw test -Dtest=ConfigurationReferenceTest -Dupdate.docs=true")
        .content()
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(classes = {Settings.class, Features.class, WharfingerSettings.class})
  void everySettingHasATypeThatTheReferenceKnows(Class<?> type) {
    assertThat(type.getDeclaredMethods())
        .filteredOn(method -> !method.isSynthetic())
        .allMatch(ConfigurationReference::isRenderable, "renderable")
        .allMatch(
            (Method method) -> method.isAnnotationPresent(Setting.class), "carries its meaning");
  }
}
