package dev.wharfinger.platform.journal;

import dev.wharfinger.platform.id.Id;
import dev.wharfinger.platform.vault.Personal;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;

/**
 * An event with every component set, each to a value of its own, so that what is made of it shows
 * where each part comes from. A list has an element for each constant of its elements' enum, as
 * these may be entities of different kinds.
 */
public final class CompleteEvent {

  private final Map<Object, String> names = new HashMap<>();
  private final IntFunction<Personal> personal;
  private final Event event;
  private int values;
  private int constant;

  /** Makes one of a type. */
  public CompleteEvent(Class<? extends Event> type) {
    this(type, number -> new Personal.Sealed(new UUID(1, number), "context", "box"));
  }

  private CompleteEvent(Class<? extends Event> type, IntFunction<Personal> personal) {
    this.personal = personal;
    event = type.cast(instance(type));
  }

  /** One that can be written: the first sample of a new event. */
  static Event draft(Class<? extends Event> type) {
    return new CompleteEvent(
            type, number -> new Personal.Known("text " + number, new UUID(1, number)))
        .event();
  }

  public Event event() {
    return event;
  }

  /** The name of the component whose value this is. */
  public String nameOf(Object value) {
    return names.getOrDefault(value, String.valueOf(value));
  }

  private Object instance(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Object[] values =
        Arrays.stream(components)
            .map(component -> value(component.getName(), component.getGenericType()))
            .toArray();
    try {
      return type.getConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new))
          .newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(type + " cannot be made", e);
    }
  }

  private Object value(String name, Type type) {
    if (type instanceof ParameterizedType list) {
      return list(name, (Class<?>) list.getActualTypeArguments()[0]);
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isRecord()) {
      Object record = instance(plain);
      if (record instanceof Id id) {
        names.put(id.value(), name);
      }
      return record;
    }
    Object value = plain(plain, ++values);
    names.put(value, name);
    return value;
  }

  private List<Object> list(String name, Class<?> of) {
    int most = of.isRecord() ? constants(of) : 1;
    List<Object> elements = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      constant = i;
      elements.add(value(name, of));
    }
    constant = 0;
    return elements;
  }

  private static int constants(Class<?> type) {
    return Arrays.stream(type.getRecordComponents())
        .map(RecordComponent::getType)
        .filter(Class::isEnum)
        .mapToInt(it -> it.getEnumConstants().length)
        .max()
        .orElse(1);
  }

  private Object plain(Class<?> type, int number) {
    if (type == Personal.class) {
      return personal.apply(number);
    }
    if (type == String.class) {
      return "{\"text\": " + number + "}";
    }
    if (type == UUID.class) {
      return new UUID(2, number);
    }
    if (type == Instant.class) {
      return Instant.ofEpochSecond(number);
    }
    if (type == boolean.class || type == Boolean.class) {
      return true;
    }
    if (type == int.class) {
      return number;
    }
    if (type == long.class || type == Long.class) {
      return (long) number;
    }
    if (type.isEnum()) {
      Object[] constants = type.getEnumConstants();
      return constants[constant % constants.length];
    }
    throw new AssertionError("no value of " + type);
  }
}
