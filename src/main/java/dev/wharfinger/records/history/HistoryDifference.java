package dev.wharfinger.records.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.records.feed.Shown;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Two states of an entity; null where it was not there. */
record HistoryDifference(String entity, @Nullable ObjectNode before, @Nullable ObjectNode after) {

  /** In the words of the audit feed. */
  String action() {
    if (before == null) {
      return "created";
    }
    return after == null ? "deleted" : "changed";
  }

  /** Whether both are the same, or neither is there. */
  boolean isNone() {
    return before == null ? after == null : before.equals(after);
  }

  /** Each field that differs, with both values as clients see them. */
  ObjectNode fields(Shown shown) {
    Set<String> names = new LinkedHashSet<>();
    for (ObjectNode state : new ObjectNode[] {orEmpty(before), orEmpty(after)}) {
      state.fieldNames().forEachRemaining(names::add);
    }
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    for (String name : names) {
      JsonNode was = shown.show(name, orEmpty(before).path(name));
      JsonNode is = shown.show(name, orEmpty(after).path(name));
      if (!was.equals(is)) {
        fields.putObject(name).<ObjectNode>set("before", was).set("after", is);
      }
    }
    return fields;
  }

  private static ObjectNode orEmpty(@Nullable ObjectNode state) {
    return state == null ? JsonNodeFactory.instance.objectNode() : state;
  }
}
