package dev.wharfinger.docs;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.config.WharfingerSettings;
import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;

/** {@code docs/limits.md}: every bound, read off the constants and settings that set it. */
final class LimitsPage {

  private static final String HEAD =
      """
      # Limits

      Generated from the code; do not edit. Everything has a limit: texts, pages, queues, waits. Each line is a constant or a
      setting in `dev.wharfinger`; for settings, the default is shown. Characters are Unicode code points. A text that is already in the
      journal is returned in full, even if it is longer than the limit. The test exceeds the limit by the smallest amount.

      | what | at most | unit | beyond it | where | test |
      |---|---|---|---|---|---|
      """;

  private LimitsPage() {}

  /**
   * A bound.
   *
   * @param most its value, or the default of the setting
   * @param where the constant or the setting
   */
  record Limit(Bound bound, String most, String where) {
    String line() {
      return "| %s | %s | %s | %s | `%s` | `%s` |\n"
          .formatted(bound.of(), most, bound.unit(), bound.beyond(), where, bound.test());
    }
  }

  static String markdown() {
    StringBuilder page = new StringBuilder(HEAD);
    limits().forEach(limit -> page.append(limit.line()));
    return page.toString();
  }

  static List<Limit> limits() {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.wharfinger");
    List<Limit> limits = new ArrayList<>();
    for (JavaClass type : classes) {
      type.getFields().stream()
          .filter(field -> field.isAnnotatedWith(Bound.class))
          .map(LimitsPage::constant)
          .forEach(limits::add);
      type.getMethods().stream()
          .filter(method -> method.isAnnotatedWith(Bound.class))
          .map(LimitsPage::setting)
          .forEach(limits::add);
    }
    limits.addAll(configured());
    limits.sort(
        Comparator.comparing((Limit limit) -> limit.bound().of().toLowerCase(Locale.ROOT))
            .thenComparing(Limit::where));
    return limits;
  }

  /** What the framework below holds, as {@code application.properties} tells it. */
  private static List<Limit> configured() {
    Properties told = new Properties();
    try (Reader in =
        Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
      told.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Stream.of(Framework.values())
        .map(held ->
            new Limit(
                held.bound(),
                Objects.requireNonNull(told.getProperty(held.property), held.property),
                held.property))
        .toList();
  }

  /** Bounds that are kept below the service. */
  private enum Framework {
    @Bound(
        of = "body of a request to the management port",
        unit = "bytes",
        beyond = "413",
        test = "ConnectionLimitsIT.boundsBodiesToTheManagementPort")
    MANAGEMENT_BODY("quarkus.management.limits.max-body-size"),

    @Bound(
        of = "head of a request to the management port",
        unit = "bytes",
        beyond = "431",
        test = "ConnectionLimitsIT.boundsTheBytesOfAHead")
    MANAGEMENT_HEAD("quarkus.management.limits.max-header-size"),

    @Bound(
        of = "head of a request",
        unit = "bytes",
        beyond = "431",
        test = "ConnectionLimitsIT.boundsTheBytesOfAHead")
    REQUEST_HEAD("quarkus.http.limits.max-header-size");

    private final String property;

    Framework(String property) {
      this.property = property;
    }

    Bound bound() {
      try {
        return Objects.requireNonNull(
            Framework.class.getField(name()).getAnnotation(Bound.class), name());
      } catch (NoSuchFieldException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static Limit constant(JavaField declared) {
    Field field = declared.reflect();
    field.setAccessible(true);
    try {
      return new Limit(
          field.getAnnotation(Bound.class),
          number(field.get(null), field.getAnnotation(Bound.class).unit()),
          field.getDeclaringClass().getName().replace("dev.wharfinger.", "").replace('$', '.')
              + "."
              + field.getName());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("not readable: " + field, e);
    }
  }

  private static Limit setting(JavaMethod method) {
    return new Limit(
        method.getAnnotationOfType(Bound.class),
        method.getAnnotationOfType(WithDefault.class).value(),
        name(method));
  }

  private static String name(JavaMethod setting) {
    String name = setting.getName().replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
    return setting.getOwner().isEquivalentTo(WharfingerSettings.class)
        ? "WHARFINGER_" + name
        : name;
  }

  private static String number(Object value, String unit) {
    long number =
        switch (value) {
          case Duration duration when unit.equals("days") -> duration.toDays();
          case Duration duration when unit.equals("minutes") -> duration.toMinutes();
          case Duration duration when unit.equals("milliseconds") -> duration.toMillis();
          case Duration duration -> duration.toSeconds();
          case Number it -> it.longValue();
          default -> throw new IllegalStateException("no number: " + value);
        };
    return String.format(Locale.ROOT, "%,d", number);
  }
}
