package dev.wharfinger.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The walls of the design stand; and each of them would stop somebody. */
class ArchitectureTest {

  private static final int LONGEST_CLASS = 300;

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.wharfinger");

  private static final JavaClasses OFFENDERS =
      new ClassFileImporter().importPackages("dev.wharfinger.offenders");

  static List<Walls.Wall> walls() {
    return Walls.ALL;
  }

  @ParameterizedTest
  @MethodSource("walls")
  void holds(Walls.Wall wall) {
    wall.rule().check(OURS);
  }

  @ParameterizedTest
  @MethodSource("walls")
  void stopsItsOffender(Walls.Wall wall) {
    assertThat(wall.rule().evaluate(OFFENDERS).getFailureReport().getDetails())
        .anyMatch(line -> line.contains(wall.offender().getName()));
  }

  @Test
  void theGroundAndTheAreasAreThere() {
    Set<String> places = OURS.stream().map(Walls::place).collect(Collectors.toSet());
    assertThat(places)
        .contains("journal", "vault", "http", "security", "engine")
        .contains("organization", "user", "application");
    assertThat(OURS.stream().filter(Walls::isArea)).isNotEmpty();
  }

  @Test
  void noPackagesDependOnEachOtherInACircle() {
    SlicesRuleDefinition.slices()
        .matching("dev.wharfinger.(**)")
        .should()
        .beFreeOfCycles()
        .check(OURS);
  }

  @Test
  void everyPackageIsNullMarked() {
    assertThat(unmarked(OFFENDERS)).contains("dev.wharfinger.offenders.organization");
    assertThat(unmarked(OURS)).isEmpty();
  }

  private static Set<String> unmarked(JavaClasses classes) {
    return classes.stream()
        .map(JavaClass::getPackage)
        .filter(found -> !isNullMarked(found))
        .map(JavaPackage::getName)
        .collect(Collectors.toSet());
  }

  private static boolean isNullMarked(JavaPackage found) {
    return found
        .tryGetPackageInfo()
        .map(info -> info.isAnnotatedWith(NullMarked.class))
        .orElse(false);
  }

  @Test
  void noClassIsLongerThanAReaderCanHold() throws IOException {
    assertThat(longerThan(LONGEST_CLASS)).isEmpty();
    assertThat(longerThan(20)).as("the sources are found").hasSizeGreaterThan(50);
  }

  private static List<Path> longerThan(int lines) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      return files
          .filter(file -> file.toString().endsWith(".java") && linesOf(file) > lines)
          .toList();
    }
  }

  private static long linesOf(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
