package dev.wharfinger.journal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.wharfinger.vault.Personal;
import dev.wharfinger.vault.Sealing;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
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
 * Between records in memory and frames on the topic. Events go by the literal names of their {@link
 * EventType}, and every {@link Personal} value is sealed on the way out as {@code {"key": id,
 * "sealed": base64}} and opened on the way in.
 */
public final class RecordCodec {

  private static final String KEYS = "keys";
  private static final String CONTEXT = "context";

  private final ObjectMapper json =
      new ObjectMapper()
          .registerModule(new JavaTimeModule())
          .registerModule(
              new SimpleModule()
                  .addSerializer(Personal.class, new Sealer())
                  .addDeserializer(Personal.class, new Opener()))
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

  /** Every name that may stand in the journal. */
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
   * @throws MissingKey when {@code keys} has not the key of a personal value
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

  /** The frame of what lies on the topic; empty for what no holder of the master key wrote. */
  public Optional<JournalFrame> frame(byte[] bytes) {
    return JournalFrame.read(bytes, macs);
  }

  /**
   * Whether the bytes are a record that was, or pretends to be, written with another master key.
   */
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
   * An event as it lies in a frame, its personal values sealed.
   *
   * @param name that an event of this type is written under now
   * @param data as if it were written now
   */
  public record Stored(String name, Class<? extends Event> type, ObjectNode data) {}

  /**
   * The events of a frame without opening them.
   *
   * @throws NewerRecord when this version of the service does not know one of them
   */
  public List<Stored> events(JournalFrame frame) {
    List<Stored> events = new ArrayList<>();
    for (JsonNode event : frame.body().path("events")) {
      EventType type = byName.get(event.path("type").asText());
      if (type == null) {
        throw new NewerRecord(frame.seq(), "unknown event " + event.path("type"), null);
      }
      ObjectNode data = type.upcaster().apply(((ObjectNode) event.get("data")).deepCopy());
      events.add(new Stored(names.getOrDefault(type.event(), type.name()), type.event(), data));
    }
    return events;
  }

  /**
   * The record of a frame; a personal value whose key is not given is erased.
   *
   * @throws NewerRecord when this version of the service does not know all that stands in it
   * @throws UnreadableRecord when it is understood by none
   */
  JournalRecord read(JournalFrame frame, Map<UUID, SecretKey> keys) {
    ObjectNode body = frame.body();
    String context = body.path("commandId").asText();
    try {
      List<Event> events = new ArrayList<>();
      for (Stored event : events(frame)) {
        events.add(of(event.data(), event.type(), context, keys));
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
      throw new NewerRecord(frame.seq(), "unknown field " + e.getPropertyName(), e);
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
              .withAttribute(KEYS, keys)
              .withAttribute(CONTEXT, context)
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
        .withAttribute(KEYS, keys)
        .withAttribute(CONTEXT, context)
        .treeToValue(data, type);
  }

  /** A valid record that cannot be understood; the reader must stop, never skip it. */
  public static class UnreadableRecord extends RuntimeException {
    UnreadableRecord(long seq, String reason, @Nullable Throwable cause) {
      super("record " + seq + " cannot be read: " + reason, cause);
    }
  }

  /** A record of a newer version of the service, which can go on where this one cannot. */
  public static final class NewerRecord extends UnreadableRecord {
    NewerRecord(long seq, String reason, @Nullable Throwable cause) {
      super(seq, reason, cause);
    }
  }

  /** A value could not be sealed, because the key of its subject is not at hand. */
  static final class MissingKey extends RuntimeException {
    private final UUID id;

    MissingKey(UUID id) {
      super("the key " + id + " is not at hand", null, false, false);
      this.id = id;
    }

    UUID id() {
      return id;
    }
  }

  private static final class Sealer extends JsonSerializer<Personal> {
    @Override
    public void serialize(Personal value, JsonGenerator out, SerializerProvider context)
        throws IOException {
      if (!(value instanceof Personal.Known known)) {
        throw new IllegalStateException("an erased value is never written again");
      }
      @SuppressWarnings("unchecked")
      Function<UUID, Optional<SecretKey>> keys =
          (Function<UUID, Optional<SecretKey>>) context.getAttribute(KEYS);
      SecretKey key = keys.apply(known.key()).orElseThrow(() -> new MissingKey(known.key()));
      byte[] sealed = Sealing.seal(key, (String) context.getAttribute(CONTEXT), known.value());
      out.writeStartObject();
      out.writeStringField("key", known.key().toString());
      out.writeStringField("sealed", Base64.getEncoder().encodeToString(sealed));
      out.writeEndObject();
    }
  }

  private static final class Opener extends JsonDeserializer<Personal> {
    @Override
    public Personal deserialize(JsonParser in, DeserializationContext context) throws IOException {
      JsonNode node = in.readValueAsTree();
      UUID id = UUID.fromString(node.path("key").asText());
      @SuppressWarnings("unchecked")
      Map<UUID, SecretKey> keys = (Map<UUID, SecretKey>) context.getAttribute(KEYS);
      SecretKey key = keys.get(id);
      if (key == null) {
        return new Personal.Erased(id);
      }
      try {
        return new Personal.Known(
            Sealing.open(
                key,
                (String) context.getAttribute(CONTEXT),
                Base64.getDecoder().decode(node.path("sealed").asText())),
            id);
      } catch (GeneralSecurityException e) {
        throw new IOException("a sealed value does not open with its key", e);
      }
    }
  }
}
