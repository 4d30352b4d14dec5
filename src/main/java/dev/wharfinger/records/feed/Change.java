package dev.wharfinger.records.feed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.wharfinger.platform.journal.AuditTrail;
import dev.wharfinger.platform.journal.RecordCodec;
import dev.wharfinger.platform.json.JsonFactories;
import dev.wharfinger.records.feed.AuditedEntities.Entity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The change to one entity: each field that differs, before and after.
 *
 * @param action {@code created}, {@code changed} or {@code deleted}
 */
record Change(String entity, String action, ObjectNode fields) {

  private static final ObjectMapper JSON = JsonFactories.mapper();

  /** Sets these fields of the entity and keeps the others. */
  static Change put(
      AuditTrail.Put put,
      RecordCodec codec,
      @Nullable Long namespace,
      AuditedEntities entities,
      Shown shown) {
    String name = put.entity().name();
    Entity old = entities.find(name).orElse(null);
    ObjectNode before = old == null ? JSON.createObjectNode() : old.fields();
    ObjectNode after = before.deepCopy();
    put.fields()
        .forEach((field, value) -> {
          JsonNode json = codec.sealed(value);
          after.set(field, put.isMerged(field) ? merged(before.path(field), json) : json);
        });
    Set<String> parents =
        put.owners().stream().map(AuditTrail.Entity::name).collect(Collectors.toSet());
    if (old != null) {
      parents.addAll(old.parents());
    }
    Long belongsTo = namespace == null && old != null ? old.namespace() : namespace;
    if (belongsTo != null) {
      parents.add("namespace/" + belongsTo);
    }
    entities.put(new Entity(name, belongsTo, parents, after));
    return new Change(name, old == null ? "created" : "changed", difference(before, after, shown));
  }

  /** The entity was deleted. */
  static Change end(String name, AuditedEntities entities, Shown shown) {
    ObjectNode before = entities.find(name).map(Entity::fields).orElseGet(JSON::createObjectNode);
    ObjectNode fields = difference(before, JSON.createObjectNode(), shown);
    entities.end(name);
    return new Change(name, "deleted", fields);
  }

  /** Adds it, unless nothing changed. */
  void addTo(ArrayNode changes) {
    if (!fields.isEmpty() || action.equals("created")) {
      changes.addObject().put("entity", entity).put("action", action).set("fields", fields);
    }
  }

  private static ObjectNode difference(ObjectNode before, ObjectNode after, Shown shown) {
    Set<String> names = new LinkedHashSet<>();
    before.fieldNames().forEachRemaining(names::add);
    after.fieldNames().forEachRemaining(names::add);
    ObjectNode fields = JSON.createObjectNode();
    for (String name : names) {
      JsonNode was = shown.show(name, before.path(name));
      JsonNode is = shown.show(name, after.path(name));
      if (!was.equals(is)) {
        fields.putObject(name).<ObjectNode>set("before", was).set("after", is);
      }
    }
    return fields;
  }

  /** Both are the text of a JSON object. */
  private static JsonNode merged(JsonNode before, JsonNode over) {
    try {
      ObjectNode merged =
          before.isTextual()
              ? (ObjectNode) JSON.readTree(before.textValue())
              : JSON.createObjectNode();
      merged.setAll((ObjectNode) JSON.readTree(over.textValue()));
      return TextNode.valueOf(merged.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
