package dev.wharfinger.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.local.LocalStack;
import dev.wharfinger.local.Ports;
import dev.wharfinger.local.ServiceCommand;
import dev.wharfinger.local.ServiceProcess;
import dev.wharfinger.local.StackAddresses;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What somebody who may write to Kafka, and somebody who has the master key too, can do to the past
 * of a journal: each of it is found, and its name is told.
 */
class TamperingsIT {

  private static final Map<String, String> NAMED =
      Map.of("WHARFINGER_LOG_ORIGIN", "tampered.example");
  private static final int ORGANIZATIONS = 10;
  private static final int RECORDS = ORGANIZATIONS + 1; // and the first user's
  private static final int CHANGED = 5; // the index of the record that is not liked
  private static final Pattern SEALS =
      Pattern.compile("^\\{\"hash\":\"[0-9a-f]+\",\"mac\":\"[0-9a-f]+\",\"macKey\":\"[0-9a-f]+\",");

  /**
   * Something that is done to the records.
   *
   * @param findings what the verification says, as regular expressions
   */
  private record Tampering(
      String what, UnaryOperator<List<byte[]>> deed, int exit, List<String> findings) {}

  @TempDir Path folder;
  private final StackAddresses.Isolated where = LocalStack.freshDatabase();
  private final JournalTopic topic = new JournalTopic(where.topicPrefix() + ".journal");
  private final String masterKey =
      Objects.requireNonNull(where.environment().get("WHARFINGER_MASTER_KEY"));
  private final int port = Ports.free();

  private List<Tampering> tamperings() {
    String altered = "record %d follows one that was altered or is missing, after record %d";
    return List.of(
        new Tampering(
            "none",
            records -> records,
            0,
            List.of("void records +0", "foreign records +0", "given checkpoint +agrees")),
        new Tampering(
            "a byte is another one",
            records -> with(CHANGED, crooked(text(records.get(CHANGED))), records),
            1,
            List.of(altered.formatted(CHANGED + 2, CHANGED))),
        new Tampering(
            "a record is dropped",
            records -> {
              List<byte[]> fewer = new ArrayList<>(records);
              var _ = fewer.remove(CHANGED);
              return fewer;
            },
            1,
            List.of(altered.formatted(CHANGED + 2, CHANGED))),
        new Tampering(
            "the chain is written anew, without the master key",
            records -> chainedAnew(records, TamperingsIT::withFreshHash),
            1,
            List.of(
                "valid records +%d,".formatted(CHANGED),
                "foreign records +%d\n".formatted(RECORDS - CHANGED),
                "given checkpoint +DIFFERS: it covers %d records, the journal has %d"
                    .formatted(RECORDS, CHANGED))),
        new Tampering(
            "the chain is written anew, with the master key",
            records -> chainedAnew(records, this::authentic),
            1,
            List.of(
                "valid records +%d,".formatted(RECORDS),
                "foreign records +0",
                "stored tree +DIFFERS",
                "given checkpoint +DIFFERS: the first %d records are not those that it covers"
                    .formatted(RECORDS))));
  }

  @Test
  void eachIsFoundAndNamed() throws Exception {
    Path kept = folder.resolve("checkpoint");
    try (ServiceProcess service = Instances.start(folder, port, where, NAMED);
        ApiClient admin = ApiClient.ofFirstUser(service.baseUrl())) {
      write(admin, "honest");
      Files.writeString(kept, checkpointOf(admin));
      assertThat(witness()).as(said()).isZero();
    }
    List<byte[]> records = topic.records(RECORDS);
    List<String> missed = new ArrayList<>();
    for (Tampering tampering : tamperings()) {
      topic.replace(tampering.deed().apply(records));
      int exit = run(where.environment(), "journal", "verify", "--checkpoint", kept.toString());
      String said = said();
      if (exit != tampering.exit()
          || !tampering.findings().stream()
              .allMatch(it -> Pattern.compile(it).matcher(said).find())) {
        missed.add(tampering.what() + ": exit code " + exit + "\n" + said);
      }
    }
    assertThat(missed).isEmpty();

    // The fork: another journal of the same log, authentic and complete, for those who ask now.
    try (ServiceProcess service = Instances.start(folder, port, LocalStack.freshDatabase(), NAMED);
        ApiClient admin = ApiClient.ofFirstUser(service.baseUrl())) {
      write(admin, "crooked");
      write(admin, "others");
      var _ = checkpointOf(admin);
      assertThat(witness()).as(said()).isEqualTo(1);
      assertThat(said()).contains("THE PAST WAS CHANGED", Files.readString(kept));
    }
  }

  private static void write(ApiClient admin, String name) {
    for (int number = 0; number < ORGANIZATIONS; number++) {
      assertThat(admin.createOrganization(name + number, Optional.empty()).is(201)).isTrue();
    }
  }

  /** One that covers all records: a proof of the last one needs it. */
  private static String checkpointOf(ApiClient admin) {
    String path = "/api/wharfinger/v1/history/proof/" + RECORDS;
    Waiting.until("the tree has all records", () -> admin.get(path).is(200));
    return admin.get(path).body().path("checkpoint").asText();
  }

  /** From one record on everything is another one, each with the hash of the one before it. */
  private static List<byte[]> chainedAnew(List<byte[]> records, UnaryOperator<String> sealed) {
    List<byte[]> anew = new ArrayList<>(records.subList(0, CHANGED));
    for (byte[] record : records.subList(CHANGED, records.size())) {
      String before =
          text(anew.getLast()).substring("{\"hash\":\"".length()).replaceFirst("\".*", "");
      String next =
          text(record)
              .replaceFirst("\"prevHash\":\"[0-9a-f]+\"", "\"prevHash\":\"" + before + "\"");
      String changed = anew.size() == CHANGED ? crooked(next) : next;
      anew.add(sealed.apply(changed).getBytes(StandardCharsets.UTF_8));
    }
    return anew;
  }

  private static String withFreshHash(String record) {
    String body = record.replaceFirst("^\\{\"hash\":\"[0-9a-f]+\",", "{");
    return "{\"hash\":\"" + Chain.sha256(body) + "\"," + body.substring(1);
  }

  private String authentic(String record) {
    Matcher seals = SEALS.matcher(record);
    assertThat(seals.find()).as(record).isTrue();
    return Chain.authentic("{" + record.substring(seals.end()), masterKey);
  }

  private static String crooked(String record) {
    assertThat(record).contains("honest");
    return record.replaceFirst("honest", "hones7");
  }

  private static List<byte[]> with(int index, String record, List<byte[]> records) {
    List<byte[]> changed = new ArrayList<>(records);
    changed.set(index, record.getBytes(StandardCharsets.UTF_8));
    return changed;
  }

  private static String text(byte[] record) {
    return new String(record, StandardCharsets.UTF_8);
  }

  private int witness() throws IOException {
    return run(
        Map.of(), "journal", "witness", "http://127.0.0.1:" + port, "--state", folder + "/witness");
  }

  private int run(Map<String, String> environment, String... arguments) throws IOException {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(NAMED);
    all.put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1");
    return new ServiceCommand(all)
        .execute(
            Arrays.asList(arguments),
            ProcessBuilder.Redirect.to(folder.resolve("out").toFile()),
            ProcessBuilder.Redirect.to(folder.resolve("err").toFile()));
  }

  private String said() throws IOException {
    StringBuilder said = new StringBuilder();
    for (String file : List.of("out", "err")) {
      Path path = folder.resolve(file);
      said.append(Files.exists(path) ? Files.readString(path) : "");
    }
    return said.toString();
  }
}
