package dev.wharfinger.platform.discovery;

import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.Schema;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

/**
 * The operations of the classes that are built, as their methods declare them. It looks classes up
 * by name, which only the build may do.
 */
final class DeclaredOperations {

  private static final DotName OPERATION = DotName.createSimple(ApiOperation.class);

  private final Map<String, Set<String>> classes = new TreeMap<>();

  /** Those of an index. */
  DeclaredOperations(IndexView index) {
    for (AnnotationInstance annotation : index.getAnnotations(OPERATION)) {
      MethodInfo method = annotation.target().asMethod();
      classes
          .computeIfAbsent(method.name(), _ -> new TreeSet<>())
          .add(method.declaringClass().name().toString());
    }
  }

  /**
   * An operation.
   *
   * @param body the schema that it checks its body with, where it has one
   */
  record Declared(ApiOperation operation, Optional<Schema> body) {}

  /** The packages that have these operations. */
  Stream<String> packages(Stream<String> ids) {
    return ids.flatMap(id -> classes.getOrDefault(id, Set.of()).stream())
        .map(type -> type.substring(0, type.lastIndexOf('.')))
        .distinct()
        .sorted();
  }

  /**
   * That of an operationId. Fails where there is none or more than one, or its body is not there.
   */
  Declared of(String id) {
    Set<String> types = classes.getOrDefault(id, Set.of());
    if (types.size() != 1) {
      throw new IllegalStateException(
          "%d methods named %s have an @ApiOperation".formatted(types.size(), id));
    }
    return declared(load(types.iterator().next()), id);
  }

  private static Declared declared(Class<?> type, String name) {
    ApiOperation operation =
        Arrays.stream(type.getDeclaredMethods())
            .filter(method -> method.getName().equals(name))
            .map(DeclaredOperations::annotation)
            .flatMap(Optional::stream)
            .findFirst()
            .orElseThrow();
    if (operation.scope().length > 1) {
      throw new IllegalStateException(name + " declares more than one scope");
    }
    return new Declared(operation, body(type, operation.body()));
  }

  private static Optional<ApiOperation> annotation(Method method) {
    return Optional.ofNullable(method.getAnnotation(ApiOperation.class));
  }

  private static Optional<Schema> body(Class<?> operation, ApiOperation.Body body) {
    boolean own = body.of() == void.class;
    Class<?> type = own ? operation : body.of();
    Optional<Field> constant =
        Arrays.stream(type.getDeclaredFields())
            .filter(field -> field.getName().equals(body.constant()))
            .findFirst();
    if (constant.isEmpty() && !own) {
      throw new IllegalStateException("no schema " + type.getName() + "." + body.constant());
    }
    return constant.map(DeclaredOperations::schema);
  }

  private static Schema schema(Field constant) {
    try {
      constant.setAccessible(true);
      return (Schema) constant.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("no schema " + constant, e);
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, true, Thread.currentThread().getContextClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
