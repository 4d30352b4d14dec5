package dev.wharfinger.records.feed;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.wharfinger.platform.journal.Actor;
import dev.wharfinger.platform.journal.AuditTrail;
import dev.wharfinger.platform.journal.CompleteEvent;
import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.EventType;
import dev.wharfinger.platform.journal.EveryArea;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** {@code docs/asyncapi.yaml}: the audit feed, read off the events and what they mean. */
public final class AsyncApi {

  private static final String HEAD =
      "# Generated from the code; do not edit. ./mvnw test -Dtest=ReferencePagesTest -Dupdate.docs=true\n";
  private static final String SCHEMAS = "#/components/schemas/";

  private AsyncApi() {}

  /** The document. */
  public static String yaml() {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setWidth(140);
    options.setSplitLines(false);
    return HEAD + new Yaml(options).dump(unshared(document()));
  }

  /** Whether a component of an event is shown as a digest. */
  public static boolean isDigest(RecordComponent component) {
    return Fields.DIGEST.equals(Fields.of(component.getName(), component.getGenericType()));
  }

  /** What the feed shows before and after with an event, for its reference page. */
  public static String changesOf(Class<? extends Event> event) {
    CompleteEvent complete = new CompleteEvent(event);
    List<String> changes = new ArrayList<>();
    for (AuditTrail.Step step : EveryArea.AREAS.audit(complete.event()).steps()) {
      changes.add(
          switch (step) {
            case AuditTrail.Put put ->
                "`"
                    + named(complete, put.entity())
                    + "` ("
                    + String.join(", ", put.fields().keySet())
                    + ")";
            case AuditTrail.End end -> "`" + named(complete, end.entity()) + "`, which ends";
            case AuditTrail.EndAll all ->
                "each `"
                    + String.join("`, `", new TreeSet<>(all.kinds()))
                    + "` that is part of `"
                    + all.owners().stream()
                        .map(owner -> named(complete, owner))
                        .collect(Collectors.joining("` and `"))
                    + "`";
          });
    }
    return changes.isEmpty() ? "" : "In the feed: " + String.join("; ", changes) + ".\n\n";
  }

  private static String named(CompleteEvent complete, AuditTrail.Entity entity) {
    StringBuilder name = new StringBuilder(entity.kind());
    entity
        .ids()
        .forEach(id -> {
          Object plain = id instanceof AuditTrail.Entity other ? other.id() : id;
          name.append("/{").append(complete.nameOf(plain)).append('}');
        });
    return name.toString();
  }

  /** What stands twice is written twice, without anchors. */
  private static Map<?, ?> unshared(Map<String, Object> document) {
    ObjectMapper json = new ObjectMapper();
    try {
      return json.readValue(json.writeValueAsBytes(document), LinkedHashMap.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> document() {
    List<EventType> types =
        EveryArea.AREAS.types().stream()
            .filter(EventType::written)
            .sorted(Comparator.comparing(EventType::name))
            .toList();
    Map<String, Object> messages = new LinkedHashMap<>();
    Map<String, Object> links = new LinkedHashMap<>();
    for (EventType type : types) {
      messages.put(type.name(), message(type));
      links.put(type.name(), reference("#/components/messages/" + type.name()));
    }
    return map(
        "asyncapi",
        "3.0.0",
        "info",
        map(
            "title",
            "Wharfinger's audit feed",
            "version",
            "1",
            "description",
            "Every change made by the service, one message for each event of a valid journal record: CloudEvents 1.0,"
                + " Kafka protocol binding, binary mode. A repeated message has the same ce_id."
                + " docs/feed.md explains how to consume it."),
        "defaultContentType",
        "application/json",
        "servers",
        map(
            "kafka",
            map(
                "host",
                "{bootstrap}",
                "protocol",
                "kafka",
                "variables",
                map("bootstrap", map("default", "localhost:9092")))),
        "channels",
        map(
            "audit",
            map(
                "address",
                "{prefix}.audit",
                "parameters",
                map(
                    "prefix",
                    map("default", "wharfinger", "description", "WHARFINGER_TOPIC_PREFIX")),
                "messages",
                links)),
        "operations",
        map(
            "publishAudit",
            map(
                "action",
                "send",
                "channel",
                reference("#/channels/audit"),
                "summary",
                "Publishes the valid journal, in the journal's order for each key.")),
        "components",
        map("messages", messages, "schemas", schemas(types)));
  }

  private static Map<String, Object> message(EventType type) {
    String ceType = AuditEvents.TYPE + type.name();
    Set<String> kinds = new LinkedHashSet<>();
    for (AuditTrail.Step step :
        EveryArea.AREAS.audit(new CompleteEvent(type.event()).event()).steps()) {
      switch (step) {
        case AuditTrail.Put put -> kinds.add(put.entity().kind());
        case AuditTrail.End end -> kinds.add(end.entity().kind());
        case AuditTrail.EndAll all -> kinds.addAll(new TreeSet<>(all.kinds()));
      }
    }
    Map<String, Object> changes = new LinkedHashMap<>();
    if (kinds.isEmpty()) {
      changes.put("maxItems", 0);
    } else {
      changes.put(
          "items",
          map(
              "anyOf",
              kinds.stream().map(kind -> reference(SCHEMAS + "change-of-" + kind)).toList()));
    }
    return map(
        "name",
        ceType,
        "contentType",
        "application/json",
        "headers",
        map(
            "allOf",
            List.of(
                reference(SCHEMAS + "headers"),
                map("properties", map("ce_type", map("const", ceType))))),
        "payload",
        map(
            "allOf",
            List.of(
                reference(SCHEMAS + "record"),
                map("properties", map("event", Fields.event(type.event()), "changes", changes)))),
        "bindings",
        map("kafka", map("key", reference(SCHEMAS + "key"), "bindingVersion", "0.5.0")));
  }

  private static Map<String, Object> schemas(List<EventType> types) {
    Map<String, Object> schemas = new TreeMap<>();
    schemas.put(
        "key", text("^([0-9]+|registry)$", "id of the account that it belongs to, or registry"));
    schemas.put("headers", headers());
    schemas.put("record", record());
    schemas.put("actor", Fields.event(Actor.class));
    List<Class<? extends Event>> events = new ArrayList<>();
    types.forEach(type -> events.add(type.event()));
    Fields.byKind(events)
        .forEach((kind, fields) -> schemas.put("change-of-" + kind, change(kind, fields)));
    return schemas;
  }

  private static Map<String, Object> headers() {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("ce_specversion", map("const", "1.0"));
    properties.put("ce_id", text("^[0-9a-f]{64}-[0-9]+$", "journalhash and journalindex"));
    properties.put("ce_source", text("^/wharfinger/.+$", "topic prefix of the installation"));
    properties.put("ce_type", map("type", "string"));
    properties.put(
        "ce_subject", text("^[a-z-]+(/[^/]+)*$", "the subject: kind and identifying fields"));
    properties.put("ce_time", map("type", "string", "format", "date-time"));
    properties.put("content-type", map("const", "application/json"));
    properties.put(
        "ce_journalseq", text("^[1-9][0-9]*$", "seq of the journal record: 1, 2, 3, ..."));
    properties.put("ce_journalindex", text("^[0-9]+$", "index of the event in its record, from 0"));
    properties.put("ce_journalcount", text("^[1-9][0-9]*$", "number of events in the record"));
    properties.put("ce_journalhash", text("^[0-9a-f]{64}$", "hash of the journal record"));
    properties.put(
        "ce_journalprevhash",
        text("^[0-9a-f]{64}$", "hash of the preceding record; zeros for the first"));
    properties.put("ce_correlationid", map("type", "string", "format", "uuid"));
    List<String> required = List.copyOf(properties.keySet());
    properties.put("ce_causationid", map("type", "string", "format", "uuid"));
    return map("type", "object", "required", required, "properties", properties);
  }

  private static Map<String, Object> record() {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("seq", map("type", "integer", "minimum", 1));
    properties.put("index", map("type", "integer", "minimum", 0));
    properties.put("count", map("type", "integer", "minimum", 1));
    properties.put("command", map("type", "string", "format", "uuid"));
    properties.put("actor", reference(SCHEMAS + "actor"));
    properties.put(
        "namespace",
        map(
            "description",
            "Name of the account that the event belongs to, before the event; null if none.",
            "type",
            List.of("object", "null"),
            "required",
            List.of("account", "name"),
            "additionalProperties",
            false,
            "properties",
            map(
                "account",
                map("type", "integer"),
                "name",
                map("type", List.of("string", "null")))));
    properties.put("event", map("type", "object"));
    properties.put("changes", map("type", "array", "items", map("type", "object")));
    List<String> required = List.copyOf(properties.keySet());
    properties.put(
        "shortened",
        map(
            "const",
            true,
            "description",
            "Present if the message would have been too long for Kafka: long texts are cut."));
    properties.put(
        "changesLeftOut",
        map(
            "type",
            "integer",
            "minimum",
            0,
            "description",
            "Number of changes omitted because the message was still too long."));
    return map(
        "type",
        "object",
        "required",
        required,
        "additionalProperties",
        false,
        "properties",
        properties);
  }

  private static Map<String, Object> change(
      String kind, Map<String, Set<Map<String, Object>>> fields) {
    Map<String, Object> properties = new LinkedHashMap<>();
    fields.forEach((name, schemas) -> {
      List<Map<String, Object>> forms = schemas.stream().map(Fields::orNull).distinct().toList();
      Map<String, Object> form = forms.size() == 1 ? forms.getFirst() : map("anyOf", forms);
      properties.put(
          name,
          map(
              "type",
              "object",
              "required",
              List.of("before", "after"),
              "additionalProperties",
              false,
              "properties",
              map("before", form, "after", form)));
    });
    return map(
        "type",
        "object",
        "required",
        List.of("entity", "action", "fields"),
        "additionalProperties",
        false,
        "properties",
        map(
            "entity",
            map("type", "string", "pattern", "^" + kind + "(/|$)"),
            "action",
            map("type", "string", "enum", List.of("created", "changed", "deleted")),
            "fields",
            map("type", "object", "additionalProperties", false, "properties", properties)));
  }

  private static Map<String, Object> text(String pattern, String description) {
    return map("type", "string", "pattern", pattern, "description", description);
  }

  private static Map<String, Object> reference(String target) {
    return map("$ref", target);
  }

  private static Map<String, Object> map(Object... pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], pairs[i + 1]);
    }
    return map;
  }
}
