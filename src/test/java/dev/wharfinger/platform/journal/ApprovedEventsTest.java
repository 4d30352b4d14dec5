package dev.wharfinger.platform.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.wharfinger.platform.vault.Sealing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What lies in the journal lies there for ever: the JSON of every event version is approved once,
 * and every later version of the service must write the same or read it still.
 */
class ApprovedEventsTest {

  private static final Path APPROVED = Path.of("src/test/resources/approved");
  private static final Path RECEIVED = Path.of("target/approved");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final SecretKey SECRET = new SecretKeySpec(new byte[32], "AES");
  private static final UUID COMMAND = new UUID(0, 1);

  private final RecordCodec codec = new RecordCodec(EveryArea.AREAS.types(), Frames.MACS);

  static List<EventType> types() {
    return EveryArea.AREAS.types();
  }

  @Test
  void everyEventHasANameAndASample() {
    Set<String> events =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.wharfinger")
                .stream()
                .filter(it -> it.isAssignableTo(Event.class) && !it.isInterface())
                .filter(it -> !it.getModifiers().contains(JavaModifier.ABSTRACT))
                .map(JavaClass::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    assertThat(events).isNotEmpty();
    assertThat(types().stream().filter(EventType::written).map(it -> it.event().getName()).toList())
        .containsExactlyInAnyOrderElementsOf(events);
    assertThat(EventSamples.BY_NAME.values().stream().map(it -> it.getClass().getName()).toList())
        .containsExactlyInAnyOrderElementsOf(events);
  }

  @Test
  void nothingIsApprovedThatHasNoName() throws IOException {
    try (Stream<Path> files = Files.list(APPROVED)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              types().stream().map(type -> type.name() + ".json").toList());
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void writesAsApproved(EventType type) throws IOException {
    if (!type.written()) {
      return;
    }
    Event sample = EventSamples.of(type.name());
    JsonNode data = body(sample).get("events").get(0).get("data").deepCopy();
    replaceSealed(data, ApprovedEventsTest::standIn);
    String received = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(data) + "\n";
    Path approved = APPROVED.resolve(type.name() + ".json");
    if (Files.notExists(approved) || !Files.readString(approved).equals(received)) {
      Files.createDirectories(RECEIVED);
      Path file = RECEIVED.resolve(type.name() + ".json");
      Files.writeString(file, received);
      fail(
          "%s differs from %s. A new name: copy it there. A name that lies in a journal: give the"
              + " new form a new version.",
          file, approved);
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void readsWhatWasApproved(EventType type) throws IOException {
    ObjectNode data = (ObjectNode) JSON.readTree(APPROVED.resolve(type.name() + ".json").toFile());
    replaceSealed(data, ApprovedEventsTest::sealed);
    ObjectNode body = body(EventSamples.BY_NAME.values().iterator().next());
    ((ObjectNode) body.get("events").get(0)).put("type", type.name()).set("data", data);
    JournalFrame frame = codec.frame(JournalFrame.write(body, Frames.MACS).bytes()).orElseThrow();
    Map<UUID, SecretKey> keys =
        RecordCodec.keysOf(frame.body()).stream().collect(Collectors.toMap(id -> id, _ -> SECRET));
    List<Event> read = codec.read(frame, keys).events();
    assertThat(read).singleElement().isInstanceOf(type.event());
    if (type.written()) {
      assertThat(read).containsExactly(EventSamples.of(type.name()));
    }
  }

  private ObjectNode body(Event event) throws IOException {
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
            List.of(event));
    byte[] bytes = codec.write(record, _ -> Optional.of(SECRET)).bytes();
    return Frames.body(bytes);
  }

  private static void replaceSealed(JsonNode tree, UnaryOperator<String> replacement) {
    for (JsonNode holder : tree.findParents("sealed")) {
      ObjectNode object = (ObjectNode) holder;
      object.put("sealed", replacement.apply(object.get("sealed").textValue()));
    }
  }

  /** Sealing draws a nonce; what it sealed is the same every time. */
  private static String standIn(String sealed) {
    try {
      return "sealed: "
          + Sealing.open(SECRET, COMMAND.toString(), Base64.getDecoder().decode(sealed));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static String sealed(String standIn) {
    byte[] box = Sealing.seal(SECRET, COMMAND.toString(), standIn.substring("sealed: ".length()));
    return new String(Base64.getEncoder().encode(box), StandardCharsets.US_ASCII);
  }
}
