package dev.wharfinger.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Follows the citations of the contract in comments ({@code common 4.1}) to their sections. */
class ContractCitationsTest {

  private static final Path PAGES = Path.of("docs", "contract");
  private static final Pattern COMMENT = Pattern.compile("/\\*\\*.*?\\*/|//[^\n]*", Pattern.DOTALL);
  private static final Pattern SECTION = Pattern.compile("(?m)^#{2,3} (\\d+(?:\\.\\d+)?)\\b");
  private static final Pattern NUMBER = Pattern.compile("\\d+(?:\\.\\d+)?");

  @Test
  void everyCitationNamesASectionThatExists() throws IOException {
    Map<String, Set<String>> sections = sections();
    Pattern citation =
        Pattern.compile(
            "\\b(" + String.join("|", sections.keySet()) + ")((?:(?: |, | and | to )\\d[\\d.]*)+)");
    List<String> followed = new ArrayList<>();
    List<String> dangling = new ArrayList<>();
    for (Path file : filesBelow(Path.of("src"), ".java")) {
      for (String comment : comments(file)) {
        citation
            .matcher(comment)
            .results()
            .forEach(cited ->
                numbers(cited)
                    .forEach(number -> {
                      String named = file + ": " + cited.group(1) + " " + number;
                      (sections.getOrDefault(cited.group(1), Set.of()).contains(number)
                              ? followed
                              : dangling)
                          .add(named);
                    }));
      }
    }
    assertThat(dangling).isEmpty();
    assertThat(followed).hasSizeGreaterThan(300);
  }

  private static List<String> numbers(MatchResult cited) {
    return NUMBER.matcher(cited.group(2)).results().map(MatchResult::group).toList();
  }

  private static Map<String, Set<String>> sections() throws IOException {
    Map<String, Set<String>> sections = new TreeMap<>();
    for (Path page : filesBelow(PAGES, ".md")) {
      String name = page.getFileName().toString().replace(".md", "");
      sections.put(
          name,
          SECTION
              .matcher(Files.readString(page))
              .results()
              .map(found -> found.group(1))
              .collect(Collectors.toSet()));
    }
    return sections;
  }

  /** The comments of a file, each on one line. */
  private static List<String> comments(Path file) throws IOException {
    return COMMENT
        .matcher(Files.readString(file))
        .results()
        .map(found -> found.group().replaceAll("\\s*\n\\s*\\*?\\s*", " "))
        .toList();
  }

  private static List<Path> filesBelow(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).toList();
    }
  }
}
