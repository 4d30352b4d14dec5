package dev.wharfinger.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The framework searches a path for the first regular expression of a route and what follows it,
 * although it wants them in one place only. A long path would hold an event loop for seconds.
 */
class RouteExpressionsTest {

  private static final Pattern EXPRESSION = Pattern.compile("\\{\\w+: ?(.*?)}(?=/|$)");

  @Test
  void areLookedForInOnePlace() {
    Set<String> expressions =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.wharfinger")
                .stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.isAnnotatedWith(Path.class))
                .map(method -> method.getAnnotationOfType(Path.class).value())
                .flatMap(path -> EXPRESSION.matcher(path).results().limit(1))
                .map(expression -> expression.group(1))
                .collect(Collectors.toSet());
    assertThat(expressions).hasSize(4);
    assertThat(expressions)
        .allSatisfy(expression -> {
          Matcher matcher = Pattern.compile(expression).matcher("//a/b:c/d");
          assertThat(matcher.find(0)).as(expression).isFalse();
        });
  }
}
