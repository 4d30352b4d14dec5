package dev.wharfinger.platform.journal;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;

/** The areas of the service, found as the container finds them: whoever implements {@link Area}. */
public final class EveryArea {

  public static final List<Area<?>> ALL = found();

  public static final Areas AREAS = new Areas(ALL);

  private EveryArea() {}

  private static List<Area<?>> found() {
    return new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.wharfinger")
            .stream()
            .filter(type -> type.isAssignableTo(Area.class) && !type.isInterface())
            .<Area<?>>map(EveryArea::made)
            .toList();
  }

  private static Area<?> made(JavaClass type) {
    try {
      return (Area<?>) type.reflect().getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(type + " is no area that the container could make", e);
    }
  }
}
