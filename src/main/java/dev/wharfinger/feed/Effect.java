package dev.wharfinger.feed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an event means for one kind of entity, said once so that before and after follow for every
 * event in the same way. Components are named by their path, with dots.
 *
 * @param kind of the entity
 * @param id the components that tell which one; where one is null the effect does not happen
 * @param fields of the entity, each with the component that it is taken from
 * @param fixed fields whose value the event's name says
 * @param place a component whose value, or each of whose elements, has an effect of its own; empty
 *     for the event itself
 * @param given a component without which, or with false in it, nothing happens; empty for none
 * @param laidOver the one of the fields whose JSON object is laid over the one before; empty for
 *     none
 */
record Effect(
    Deed deed,
    String kind,
    List<String> id,
    Map<String, String> fields,
    Map<String, JsonNode> fixed,
    String place,
    String given,
    String laidOver) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What becomes of the entity. */
  enum Deed {
    /** It is there, with these fields. */
    PUT,
    /** It is gone, and what hangs on it. */
    END,
    /**
     * All of the kinds, separated by blanks, are gone that hang on everything that is named; {@code
     * kind=component} where the component's name does not tell the kind.
     */
    END_EACH
  }

  static Effect put(String kind, String... id) {
    return of(Deed.PUT, kind, id);
  }

  static Effect end(String kind, String... id) {
    return of(Deed.END, kind, id);
  }

  static Effect endEach(String kinds, String... hangingOn) {
    return of(Deed.END_EACH, kinds, hangingOn);
  }

  private static Effect of(Deed deed, String kind, String... id) {
    return new Effect(deed, kind, List.of(id), Map.of(), Map.of(), "", "", "");
  }

  /** Takes components as fields; {@code field=component} where they go by different names. */
  Effect taking(String... names) {
    Map<String, String> taken = new LinkedHashMap<>();
    for (String name : names) {
      int equals = name.indexOf('=');
      taken.put(
          equals < 0 ? name : name.substring(0, equals),
          equals < 0 ? name : name.substring(equals + 1));
    }
    return new Effect(deed, kind, id, taken, fixed, place, given, laidOver);
  }

  /** Sets a field to what the event's name says. */
  Effect with(String field, Object value) {
    Map<String, JsonNode> more = new LinkedHashMap<>(fixed);
    more.put(field, JSON.valueToTree(value));
    return new Effect(deed, kind, id, fields, more, place, given, laidOver);
  }

  Effect at(String component) {
    return new Effect(deed, kind, id, fields, fixed, component, given, laidOver);
  }

  Effect given(String component) {
    return new Effect(deed, kind, id, fields, fixed, place, component, laidOver);
  }

  Effect layingOver(String field) {
    return new Effect(deed, kind, id, fields, fixed, place, given, field);
  }

  /** Where the effect happens in an event: not at all, once, or for each element of an array. */
  List<Occurrence> in(ObjectNode event) {
    JsonNode holder = place.isEmpty() ? event : event.path(place);
    List<Occurrence> found = new ArrayList<>();
    for (JsonNode element : holder.isArray() ? holder : List.of(holder)) {
      Occurrence occurrence = new Occurrence(element, event);
      if (element.isObject() && occurrence.isThere(this)) {
        found.add(occurrence);
      }
    }
    return found;
  }

  /**
   * One place in an event; what an element does not have is the event's.
   *
   * @param element the event itself, or what the effect's place leads to
   */
  record Occurrence(JsonNode element, JsonNode event) {

    /** The component at a path; missing where there is none. */
    JsonNode value(String path) {
      JsonNode own = at(element, path);
      return own.isMissingNode() ? at(event, path) : own;
    }

    /** The component's value as part of a name. */
    String text(String path) {
      return value(path).asText();
    }

    private static JsonNode at(JsonNode from, String path) {
      JsonNode reached = from;
      for (String step : path.split("\\.", -1)) {
        reached = reached.isObject() ? reached.path(step) : MissingNode.getInstance();
      }
      return reached;
    }

    private boolean isThere(Effect effect) {
      return effect.id().stream()
              .noneMatch(part -> isNothing(value(part.substring(part.indexOf('=') + 1))))
          && (effect.given().isEmpty()
              || !(isNothing(value(effect.given())) || isFalse(value(effect.given()))));
    }

    private static boolean isFalse(JsonNode node) {
      return node.isBoolean() && !node.booleanValue();
    }

    /** The entity's name: its kind and what tells which one. */
    String entity(Effect effect) {
      StringBuilder name = new StringBuilder(effect.kind());
      effect.id().forEach(part -> name.append('/').append(text(part)));
      return name.toString();
    }

    /** The entities that this one hangs on. */
    List<String> hangsOn(Effect effect) {
      List<String> names = new ArrayList<>();
      for (String part : concat(effect.id(), effect.fields().values())) {
        String path = part.substring(part.indexOf('=') + 1);
        String kind =
            path.equals(part)
                ? Effects.KIND_OF.get(path.substring(path.lastIndexOf('.') + 1))
                : part.substring(0, part.indexOf('='));
        if (kind != null && value(path).isIntegralNumber()) {
          names.add(kind + "/" + text(path));
        }
      }
      return names;
    }

    private static List<String> concat(List<String> some, Iterable<String> others) {
      List<String> all = new ArrayList<>(some);
      others.forEach(all::add);
      return all;
    }
  }

  static boolean isNothing(JsonNode node) {
    return node.isNull() || node.isMissingNode();
  }

  /**
   * What an event type does.
   *
   * @param namespace the component with the account that it belongs to; empty where what it is
   *     about knows that, or where it belongs to none
   */
  record Meaning(String namespace, List<Effect> effects) {
    static Meaning of(String namespace, Effect... effects) {
      return new Meaning(namespace, Arrays.asList(effects));
    }
  }
}
