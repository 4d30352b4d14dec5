package dev.wharfinger.platform.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.wharfinger.platform.json.JsonFactories;
import dev.wharfinger.platform.vault.Personal;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Converts between records in memory and frames on the topic. Events are identified by the literal
 * names of their {@link EventType}, and every {@link Personal} value is sealed when written, as
 * {@code {"key": id, "sealed": base64}}, and opened when read.
 */
public final class RecordCodec {

  private final ObjectMapper json =
      JsonFactories.mapper()
          .registerModule(new JavaTimeModule())
          .registerModule(PersonalValues.module())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);
  private final RecordMac macs;
  private final Map<String, EventType> byName = new HashMap<>();
  private final Map<Class<?>, String> names = new HashMap<>();

  public RecordCodec(Collection<EventType> types, RecordMac macs) {
    this.macs = macs;
    for (EventType type : types) {
      if (byName.put(type.name(), type) != null
          || (type.written() && names.put(type.event(), type.name()) != null)) {
        throw new IllegalArgumentException("registered twice: " + type.name());
      }
    }
  }

  /** Every event name that may occur in the journal. */
  public Set<String> names() {
    return Set.copyOf(byName.keySet());
  }

  /** The name under which an event is written. */
  public String nameOf(Event event) {
    return Objects.requireNonNull(
        names.get(event.getClass()), () -> event.getClass() + " has no name in the journal");
  }

  /**
   * The bytes to append, and their hash.
   *
   * @throws MissingKey when {@code keys} lacks the key of a personal value
   */
  JournalFrame.Written write(JournalRecord record, Function<UUID, Optional<SecretKey>> keys) {
    String context = record.commandId().toString();
    ObjectNode body = json.createObjectNode();
    body.put("seq", record.seq());
    body.put("prevHash", record.prevHash());
    body.put("commandId", context);
    body.put("fingerprint", record.fingerprint());
    body.put("correlationId", record.correlationId().toString());
    body.put("causationId", record.causationId() == null ? null : record.causationId().toString());
    body.put("time", record.time().toString());
    body.put("nextId", record.nextId());
    body.set("actor", tree(record.actor(), context, keys));
    if (!record.unlogged().isEmpty()) {
      ArrayNode unlogged = body.putArray("unlogged");
      record.unlogged().stream().sorted().forEach(unlogged::add);
    }
    ArrayNode events = body.putArray("events");
    for (Event event : record.events()) {
      events.addObject().put("type", nameOf(event)).set("data", tree(event, context, keys));
    }
    return JournalFrame.write(body, macs);
  }

  /** Parses bytes from the topic; empty for what was not written by a holder of the master key. */
  public Optional<JournalFrame> frame(byte[] bytes) {
    return JournalFrame.read(bytes, macs);
  }

  /** What makes records authentic. */
  RecordMac macs() {
    return macs;
  }

  /** Whether the bytes are a record written, or claimed to be written, with another master key. */
  boolean isOfAnotherKey(byte[] bytes) {
    return JournalFrame.isOfAnotherKey(bytes, macs);
  }

  /** The ids of the subject keys that the sealed values in a tree need. */
  public static Set<UUID> keysOf(JsonNode tree) {
    Set<UUID> ids = new HashSet<>();
    for (JsonNode holder : tree.findParents("sealed")) {
      ids.add(UUID.fromString(holder.get("key").textValue()));
    }
    return ids;
  }

  /**
   * An event as stored in a frame, with its personal values sealed.
   *
   * @param name under which an event of this type is written now
   * @param data in the current version's form
   */
  public record Stored(String name, Event event, ObjectNode data) {}

  private record Raw(EventType type, ObjectNode data) {}

  /**
   * The events of a frame without opening them.
   *
   * @throws NewerRecord when this version of the service does not know everything in them
   * @throws UnreadableRecord when no version understands them
   */
  public List<Stored> events(JournalFrame frame) {
    String context = frame.body().path("commandId").asText();
    List<Stored> events = new ArrayList<>();
    for (Raw raw : raw(frame)) {
      Class<? extends Event> type = raw.type().event();
      try {
        Event event =
            json.readerFor(type)
                .withAttribute(PersonalValues.CONTEXT, context)
                .readValue(raw.data());
        events.add(new Stored(names.getOrDefault(type, raw.type().name()), event, raw.data()));
      } catch (UnrecognizedPropertyException e) {
        throw NewerRecord.field(frame.seq(), e);
      } catch (IOException e) {
        throw new UnreadableRecord(frame.seq(), e.getClass().getSimpleName(), e);
      }
    }
    return events;
  }

  /** A value of an event as JSON; sealed values stay sealed and state what they were sealed for. */
  public JsonNode sealed(@Nullable Object value) {
    return json.valueToTree(value);
  }

  private List<Raw> raw(JournalFrame frame) {
    List<Raw> events = new ArrayList<>();
    for (JsonNode event : frame.body().path("events")) {
      EventType type = byName.get(event.path("type").asText());
      if (type == null) {
        throw new NewerRecord(frame.seq(), "unknown event " + event.path("type"), null);
      }
      events.add(new Raw(type, type.upcaster().apply(((ObjectNode) event.get("data")).deepCopy())));
    }
    return events;
  }

  /**
   * The record of a frame; a personal value whose key is not given is read as erased.
   *
   * @throws NewerRecord when this version of the service does not know everything in it
   * @throws UnreadableRecord when no version understands it
   */
  JournalRecord read(JournalFrame frame, Map<UUID, SecretKey> keys) {
    ObjectNode body = frame.body();
    String context = body.path("commandId").asText();
    try {
      List<Event> events = new ArrayList<>();
      for (Raw event : raw(frame)) {
        events.add(of(event.data(), event.type().event(), context, keys));
      }
      return new JournalRecord(
          frame.seq(),
          frame.prevHash(),
          UUID.fromString(context),
          body.path("fingerprint").textValue(),
          UUID.fromString(body.path("correlationId").asText()),
          body.path("causationId").isTextual()
              ? UUID.fromString(body.get("causationId").textValue())
              : null,
          of(body.path("actor"), Actor.class, context, keys),
          Instant.parse(body.path("time").asText()),
          body.path("nextId").longValue(),
          events,
          texts(body.path("unlogged")));
    } catch (UnrecognizedPropertyException e) {
      throw NewerRecord.field(frame.seq(), e);
    } catch (JsonProcessingException | RuntimeException e) {
      throw e instanceof UnreadableRecord known
          ? known
          : new UnreadableRecord(frame.seq(), e.getClass().getSimpleName(), e);
    }
  }

  private static Set<String> texts(JsonNode array) {
    Set<String> texts = new HashSet<>();
    array.forEach(text -> texts.add(text.textValue()));
    return texts;
  }

  private ObjectNode tree(Object value, String context, Function<UUID, Optional<SecretKey>> keys) {
    try {
      byte[] bytes =
          json.writer()
              .withAttribute(PersonalValues.KEYS, keys)
              .withAttribute(PersonalValues.CONTEXT, context)
              .writeValueAsBytes(value);
      return (ObjectNode) json.readTree(bytes);
    } catch (IOException e) {
      if (e.getCause() instanceof MissingKey missing) {
        throw missing;
      }
      throw new IllegalStateException("not writable: " + value.getClass(), e);
    }
  }

  private <T> T of(JsonNode data, Class<T> type, String context, Map<UUID, SecretKey> keys)
      throws JsonProcessingException {
    return json.readerFor(type)
        .withAttribute(PersonalValues.KEYS, keys)
        .withAttribute(PersonalValues.CONTEXT, context)
        .treeToValue(data, type);
  }

  /** A valid record that cannot be understood; the reader must stop, never skip it. */
  public static class UnreadableRecord extends RuntimeException {
    UnreadableRecord(long seq, String reason, @Nullable Throwable cause) {
      super("record " + seq + " cannot be read: " + reason, cause);
    }
  }

  /** A record of a newer version of the service, which can continue where this one cannot. */
  public static final class NewerRecord extends UnreadableRecord {
    NewerRecord(long seq, String reason, @Nullable Throwable cause) {
      super(seq, reason, cause);
    }

    private static NewerRecord field(long seq, UnrecognizedPropertyException e) {
      return new NewerRecord(seq, "unknown field " + e.getPropertyName(), e);
    }
  }

  /** A value could not be sealed, because the key of its subject is not available. */
  static final class MissingKey extends RuntimeException {
    private final UUID id;

    MissingKey(UUID id) {
      super("the key " + id + " is not available", null, false, false);
      this.id = id;
    }

    UUID id() {
      return id;
    }
  }
}
