package dev.wharfinger.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.journal.EventType;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A native executable keeps for Jackson what is listed, and forgets the rest. */
class ReflectionListTest {

  @Test
  void namesEveryRecordThatAnEventIsMadeOf() {
    Set<Class<?>> needed = new LinkedHashSet<>();
    EventCatalogue.TYPES.stream().map(EventType::event).forEach(event -> collect(event, needed));
    assertThat(needed).hasSizeGreaterThanOrEqualTo(EventCatalogue.TYPES.size());

    Set<Class<?>> listed =
        Arrays.stream(ReflectedEvents.class.getAnnotation(RegisterForReflection.class).targets())
            .collect(Collectors.toSet());
    assertThat(listed).containsAll(needed);
  }

  private static void collect(Type type, Set<Class<?>> found) {
    if (type instanceof ParameterizedType generic) {
      Arrays.stream(generic.getActualTypeArguments()).forEach(each -> collect(each, found));
    } else if (type instanceof Class<?> ours && ours.getName().startsWith("dev.wharfinger.")) {
      if (ours.isSealed()) {
        Arrays.stream(ours.getPermittedSubclasses()).forEach(each -> collect(each, found));
      } else if (ours.isRecord() && found.add(ours)) {
        for (RecordComponent component : ours.getRecordComponents()) {
          collect(component.getGenericType(), found);
        }
      }
    }
  }
}
