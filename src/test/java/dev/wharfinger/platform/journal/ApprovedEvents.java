package dev.wharfinger.platform.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.vault.Sealing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The approved JSON of every event version. An approved file is also the sample of its event.
 * Personal values are shown as {@code sealed: } and their text.
 */
public final class ApprovedEvents {

  static final Path FOLDER = Path.of("src/test/resources/approved");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final SecretKey SECRET = new SecretKeySpec(new byte[32], "AES");
  private static final UUID COMMAND = new UUID(0, 1);
  private static final String SEALED = "sealed: ";
  private static final RecordCodec CODEC = new RecordCodec(EveryArea.AREAS.types(), Frames.MACS);

  /** A sample of every event that is written, by its name in the journal. */
  public static final SortedMap<String, Event> SAMPLES = samples();

  private ApprovedEvents() {}

  private static SortedMap<String, Event> samples() {
    SortedMap<String, Event> samples = new TreeMap<>();
    EveryArea.AREAS.types().stream()
        .filter(EventType::written)
        .filter(type -> FOLDER.resolve(type.name() + ".json").toFile().exists())
        .forEach(type -> samples.put(type.name(), read(type.name())));
    return samples;
  }

  /** The event whose JSON was approved under this name. */
  static Event read(String name) {
    try {
      ObjectNode data = (ObjectNode) JSON.readTree(FOLDER.resolve(name + ".json").toFile());
      replaceSealed(data, ApprovedEvents::seal);
      ObjectNode body = body(List.of());
      body.withArray("events").addObject().put("type", name).set("data", data);
      JournalFrame frame = CODEC.frame(JournalFrame.write(body, Frames.MACS).bytes()).orElseThrow();
      Map<UUID, SecretKey> keys =
          RecordCodec.keysOf(frame.body()).stream()
              .collect(Collectors.toMap(id -> id, _ -> SECRET));
      return CODEC.read(frame, keys).events().getFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The JSON of an event as it is written now. */
  static String json(Event event) throws IOException {
    JsonNode data = body(List.of(event)).get("events").get(0).get("data").deepCopy();
    replaceSealed(data, ApprovedEvents::open);
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(data) + "\n";
  }

  private static ObjectNode body(List<Event> events) throws IOException {
    JournalRecord record =
        new JournalRecord(
            1,
            Head.GENESIS_HASH,
            COMMAND,
            null,
            COMMAND,
            null,
            Actor.SERVICE,
            Tickets.NOON,
            2,
            events);
    return Frames.body(CODEC.write(record, _ -> Optional.of(SECRET)).bytes());
  }

  private static void replaceSealed(JsonNode tree, UnaryOperator<String> replacement) {
    for (JsonNode holder : tree.findParents("sealed")) {
      ObjectNode object = (ObjectNode) holder;
      object.put("sealed", replacement.apply(object.get("sealed").textValue()));
    }
  }

  /** Sealing draws a nonce; the sealed text is the same every time. */
  private static String open(String sealed) {
    try {
      return SEALED + Sealing.open(SECRET, COMMAND.toString(), Base64.getDecoder().decode(sealed));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static String seal(String shown) {
    byte[] box = Sealing.seal(SECRET, COMMAND.toString(), shown.substring(SEALED.length()));
    return new String(Base64.getEncoder().encode(box), StandardCharsets.US_ASCII);
  }
}
