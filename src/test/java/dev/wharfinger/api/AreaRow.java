package dev.wharfinger.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A row of a table of test cases of which every area has its part, in a file beside its tests, so
 * that an area's operations are told in one place. Lines that begin with a {@code #} are comments.
 *
 * @param area the package below {@code dev.wharfinger}
 */
record AreaRow(String area, String line) {

  private static final Path AREAS = Path.of("src/test/resources/dev/wharfinger");

  /** The rows of all files of a name, by area. */
  static List<AreaRow> of(String name) {
    try (Stream<Path> files = Files.walk(AREAS, 3)) {
      return files.filter(file -> file.endsWith(name)).sorted().flatMap(AreaRow::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<AreaRow> read(Path file) {
    try {
      return Files.readAllLines(file).stream()
          .filter(line -> !line.startsWith("#"))
          .map(line -> new AreaRow(file.getName(file.getNameCount() - 2).toString(), line));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
