package dev.wharfinger.docs;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.wharfinger.platform.http.ApiOperation;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** {@code docs/operations.md}: every operation, read off the classes. */
final class OperationsPage {
  private static final String HEAD =
      """
      # Operations

      Generated from the code; do not edit. One class per operation, in `src/main/java/dev/wharfinger`.
      Every write under `/api/v1` supports `Idempotency-Key`.

      | operationId | method | path | class | what |
      |---|---|---|---|---|
      """;

  private static final List<Class<? extends Annotation>> METHODS =
      List.of(GET.class, POST.class, PUT.class, DELETE.class);

  private OperationsPage() {}

  /** A route of an operation class. */
  record Route(String operationId, String method, String path, String type, String summary) {
    String line() {
      return "| %s | %s | `%s` | `%s` | %s |\n"
          .formatted(operationId, method, path, type.replace("dev.wharfinger.", ""), summary);
    }
  }

  static String markdown() {
    StringBuilder page = new StringBuilder(HEAD);
    routes().forEach(route -> page.append(route.line()));
    return page.toString();
  }

  static List<Route> routes() {
    return new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.wharfinger")
            .stream()
            .filter(type -> type.isAnnotatedWith(Path.class))
            .flatMap(type -> type.getMethods().stream())
            .flatMap(method -> route(method).stream())
            .sorted(Comparator.comparing(Route::path).thenComparing(Route::method))
            .toList();
  }

  private static Optional<Route> route(JavaMethod method) {
    return METHODS.stream()
        .filter(verb -> method.isAnnotatedWith(verb) && method.isAnnotatedWith(ApiOperation.class))
        .findFirst()
        .map(verb -> route(method, method.getOwner(), verb.getSimpleName()));
  }

  /** A path parameter by its name alone, whatever it must match. */
  private static String withoutPatterns(JavaMethod method) {
    return method.getAnnotationOfType(Path.class).value().replaceAll("\\{(\\w+): [^}]*}", "{$1}");
  }

  private static Route route(JavaMethod method, JavaClass owner, String verb) {
    String below =
        method.isAnnotatedWith(Path.class)
            ? "/" + withoutPatterns(method).replaceFirst("^/", "")
            : "";
    String root = owner.getAnnotationOfType(Path.class).value().replaceFirst("^/?", "/");
    return new Route(
        method.getName(),
        verb,
        (root.equals("/") ? "" : root) + below,
        owner.getName(),
        method.getAnnotationOfType(ApiOperation.class).summary());
  }
}
