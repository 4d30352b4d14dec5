package dev.wharfinger.platform.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What lies in the journal lies there for ever: the JSON of every event version is approved once,
 * and every later version of the service must write the same or read it still.
 */
class ApprovedEventsTest {

  private static final Path RECEIVED = Path.of("target/approved");

  static List<EventType> types() {
    return EveryArea.AREAS.types();
  }

  @Test
  void everyEventHasAName() {
    Set<String> events =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.wharfinger")
                .stream()
                .filter(it -> it.isAssignableTo(Event.class) && !it.isInterface())
                .filter(it -> !it.getModifiers().contains(JavaModifier.ABSTRACT))
                .map(JavaClass::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    assertThat(events).isNotEmpty();
    assertThat(types().stream().filter(EventType::written).map(it -> it.event().getName()).toList())
        .containsExactlyInAnyOrderElementsOf(events);
  }

  @Test
  void nothingIsApprovedThatHasNoName() throws IOException {
    try (Stream<Path> files = Files.list(ApprovedEvents.FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              types().stream().map(type -> type.name() + ".json").toList());
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void readsAndWritesAsApproved(EventType type) throws IOException {
    Path approved = ApprovedEvents.FOLDER.resolve(type.name() + ".json");
    boolean isNew = Files.notExists(approved);
    Event sample = isNew ? CompleteEvent.draft(type.event()) : ApprovedEvents.read(type.name());
    assertThat(sample).isInstanceOf(type.event());
    if (!type.written()) {
      return;
    }
    String received = ApprovedEvents.json(sample);
    if (isNew || !Files.readString(approved).equals(received)) {
      Files.createDirectories(RECEIVED);
      Path file = RECEIVED.resolve(type.name() + ".json");
      Files.writeString(file, received);
      fail(
          "%s differs from %s. A new name: copy it there. A name that lies in a journal: give the"
              + " new form a new version.",
          file, approved);
    }
  }
}
