package dev.wharfinger.feed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.feed.AuditedEntities.Entity;
import dev.wharfinger.feed.AuditedEntities.Needs;
import dev.wharfinger.feed.Effect.Meaning;
import dev.wharfinger.feed.Effect.Occurrence;
import dev.wharfinger.journal.JournalFrame;
import dev.wharfinger.journal.RecordCodec;
import dev.wharfinger.user.UserEvent;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Makes a CloudEvent of every event of a valid record: who did it, what happened, and what each
 * field was before and is after. The same record gives the same ids whenever it is told.
 *
 * @param source of the events, one for an installation
 * @param digests the key of digests of what belongs to no subject
 * @param personal whether personal data are shown
 */
record AuditEvents(RecordCodec codec, String source, SecretKey digests, boolean personal) {

  /** What a name in the journal follows in {@code ce_type}. */
  static final String TYPE = "dev.wharfinger.";

  /** The subject and the Kafka key of what belongs to no account. */
  static final String REGISTRY = "registry";

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * A CloudEvent on its way.
   *
   * @param key events of one key keep their order
   */
  record Message(String key, CloudEvent event) {}

  /** What must be known to tell of these records. */
  Needs needs(List<JournalFrame> frames) {
    Set<String> names = new HashSet<>();
    Set<Set<String>> groups = new HashSet<>();
    for (JournalFrame frame : frames) {
      for (RecordCodec.Stored stored : codec.events(frame)) {
        Meaning meaning = Effects.of(stored.type());
        Long namespace = namespace(meaning, stored.data());
        if (namespace != null) {
          names.add("account/" + namespace);
        }
        for (Effect effect : meaning.effects()) {
          for (Occurrence place : effect.in(stored.data())) {
            if (effect.deed() == Effect.Deed.END_EACH) {
              groups.add(Set.copyOf(place.hangsOn(effect)));
            } else {
              names.add(place.entity(effect));
            }
          }
        }
      }
    }
    return new Needs(names, groups);
  }

  /**
   * The CloudEvents of these records, in order.
   *
   * @param entities as they were before them; afterwards as they are then
   * @param found the keys of subjects that are not erased
   */
  List<Message> of(
      List<JournalFrame> frames, AuditedEntities entities, Map<UUID, SecretKey> found) {
    Map<UUID, SecretKey> keys = new HashMap<>(found);
    List<Message> messages = new ArrayList<>();
    for (JournalFrame frame : frames) {
      List<RecordCodec.Stored> events = codec.events(frame);
      // Whether his key is destroyed already is a matter of moments; his deletion tells nothing.
      events.stream()
          .filter(one -> one.type() == UserEvent.UserDeleted.class)
          .forEach(one -> keys.remove(UUID.fromString(one.data().path("subjectKey").asText())));
      Shown shown = new Shown(keys, digests, personal);
      for (int index = 0; index < events.size(); index++) {
        messages.add(message(frame, events, index, entities, shown));
      }
    }
    return messages;
  }

  private Message message(
      JournalFrame frame,
      List<RecordCodec.Stored> events,
      int index,
      AuditedEntities entities,
      Shown shown) {
    RecordCodec.Stored stored = events.get(index);
    ObjectNode record = frame.body();
    ObjectNode event = placed(stored.data(), record);
    Meaning meaning = Effects.of(stored.type());
    Long namespace = namespace(meaning, event);
    if (namespace == null) {
      namespace = namespaceOfWhatItIsAbout(meaning, event, entities);
    }
    ObjectNode data = JSON.createObjectNode();
    data.put("seq", frame.seq()).put("index", index).put("count", events.size());
    data.put("command", record.path("commandId").asText());
    data.set("actor", shown.show("actor", placed((ObjectNode) record.get("actor"), record)));
    JsonNode before = namespace(namespace, entities, shown);
    data.set("event", shown.show("event", event));
    data.set("changes", changes(meaning, event, namespace, entities, shown));
    data.set("namespace", before.isNull() ? namespace(namespace, entities, shown) : before);
    CloudEventBuilder cloudEvent =
        CloudEventBuilder.v1()
            .withId(frame.hash() + "-" + index)
            .withSource(java.net.URI.create(source))
            .withType(TYPE + stored.name())
            .withSubject(subject(meaning, event, namespace))
            .withTime(OffsetDateTime.parse(record.path("time").asText()))
            .withDataContentType("application/json")
            .withExtension("journalseq", Long.toString(frame.seq()))
            .withExtension("journalindex", Integer.toString(index))
            .withExtension("journalcount", Integer.toString(events.size()))
            .withExtension("journalhash", frame.hash())
            .withExtension("journalprevhash", frame.prevHash())
            .withExtension("correlationid", record.path("correlationId").asText())
            .withData(MessageBytes.of(data));
    if (record.path("causationId").isTextual()) {
      cloudEvent = cloudEvent.withExtension("causationid", record.path("causationId").asText());
    }
    return new Message(namespace == null ? REGISTRY : Long.toString(namespace), cloudEvent.build());
  }

  /** Sealed values open only with the place that they were sealed for. */
  private static ObjectNode placed(ObjectNode tree, ObjectNode record) {
    ObjectNode placed = tree.deepCopy();
    placed
        .findParents("sealed")
        .forEach(sealed -> ((ObjectNode) sealed).put("context", record.path("commandId").asText()));
    return placed;
  }

  private static @Nullable Long namespace(Meaning meaning, ObjectNode event) {
    return meaning.namespace().isEmpty()
        ? null
        : new Occurrence(event, event).value(meaning.namespace()).longValue();
  }

  private static @Nullable Long namespaceOfWhatItIsAbout(
      Meaning meaning, ObjectNode event, AuditedEntities entities) {
    return meaning.effects().stream()
        .flatMap(effect -> effect.in(event).stream().map(place -> place.entity(effect)))
        .flatMap(name -> entities.find(name).stream())
        .findFirst()
        .map(Entity::namespace)
        .orElse(null);
  }

  private static JsonNode namespace(
      @Nullable Long namespace, AuditedEntities entities, Shown shown) {
    return namespace == null
        ? NullNode.getInstance()
        : entities
            .find("account/" + namespace)
            .<JsonNode>map(account ->
                JSON.createObjectNode()
                    .put("account", namespace)
                    .set("name", shown.show("name", account.fields().path("name"))))
            .orElseGet(NullNode::getInstance);
  }

  private static String subject(Meaning meaning, ObjectNode event, @Nullable Long namespace) {
    return meaning.effects().stream()
        .filter(effect -> effect.deed() != Effect.Deed.END_EACH)
        .flatMap(effect -> effect.in(event).stream().map(place -> place.entity(effect)))
        .findFirst()
        .orElseGet(() -> namespace == null ? REGISTRY : "account/" + namespace);
  }

  private static ArrayNode changes(
      Meaning meaning,
      ObjectNode event,
      @Nullable Long namespace,
      AuditedEntities entities,
      Shown shown) {
    ArrayNode changes = JSON.createArrayNode();
    for (Effect effect : meaning.effects()) {
      for (Occurrence place : effect.in(event)) {
        switch (effect.deed()) {
          case PUT -> Change.put(effect, place, namespace, entities, shown).addTo(changes);
          case END -> Change.end(place.entity(effect), entities, shown).addTo(changes);
          case END_EACH ->
              entities
                  .hangingOn(place.hangsOn(effect), Set.of(effect.kind().split(" ", -1)))
                  .forEach(one -> Change.end(one.name(), entities, shown).addTo(changes));
        }
      }
    }
    return changes;
  }
}
