package dev.wharfinger.app.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.json.JsonFactories;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A copy of the journal and the keys in a file: gzipped JSON Lines, a header, one line for each
 * record, and a last line with the counts, without which the file is incomplete. Docs: operate.md.
 */
final class BackupFile {

  private static final String FORMAT = "wharfinger-backup.v1";
  private static final ObjectMapper JSON = JsonFactories.mapper();

  /** A record of one of the two topics, with what is stored of it. */
  @SuppressWarnings("ArrayRecordComponent")
  sealed interface Line {
    record OfJournal(byte[] value) implements Line {}

    record OfKeys(String name, byte[] value) implements Line {}
  }

  /** How many records of each topic a file holds. */
  record Counts(long journal, long keys) {

    private Counts plus(Line line) {
      return switch (line) {
        case Line.OfJournal _ -> new Counts(journal + 1, keys);
        case Line.OfKeys _ -> new Counts(journal, keys + 1);
      };
    }
  }

  /** The file is not a backup, or not all of one. */
  static final class Unusable extends IOException {
    Unusable(String reason) {
      super(reason);
    }
  }

  private BackupFile() {}

  /** Whoever hands the lines to a writer. */
  interface Source {
    void sendTo(Writer writer) throws IOException;
  }

  /** Takes lines in order. */
  static final class Writer {
    private final BufferedWriter out;
    private Counts counts = new Counts(0, 0);

    private Writer(BufferedWriter out) {
      this.out = out;
    }

    void add(Line line) throws IOException {
      ObjectNode node = JSON.createObjectNode();
      switch (line) {
        case Line.OfJournal(byte[] value) -> node.put("journal", value);
        case Line.OfKeys(String name, byte[] value) -> node.put("key", name).put("value", value);
      }
      print(node);
      counts = counts.plus(line);
    }

    private void print(ObjectNode node) throws IOException {
      out.write(node.toString());
      out.write('\n');
    }
  }

  /** Writes a file; under its name it is there only when it is complete. */
  static Counts write(Path file, Source source) throws IOException {
    Path part = Path.of(file + ".part");
    Files.deleteIfExists(part);
    var _ =
        Files.createFile(
            part,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Counts counts;
    try (BufferedWriter out =
        new BufferedWriter(
            new OutputStreamWriter(
                new GZIPOutputStream(Files.newOutputStream(part)), StandardCharsets.UTF_8))) {
      Writer writer = new Writer(out);
      writer.print(JSON.createObjectNode().put("format", FORMAT));
      source.sendTo(writer);
      counts = writer.counts;
      writer.print(
          JSON.createObjectNode()
              .put("journalRecords", counts.journal())
              .put("keyRecords", counts.keys()));
    }
    try (FileChannel written = FileChannel.open(part, StandardOpenOption.WRITE)) {
      written.force(
          true); // or a machine that fails now could have neither this file nor the former
    }
    var _ = Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    return counts;
  }

  /**
   * Reads a file from its first line to its last; what it hands out before it fails with {@link
   * Unusable} may not be all.
   */
  static Counts read(Path file, Consumer<Line> consumer) throws IOException {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      String header = in.readLine();
      if (header == null || !FORMAT.equals(parse(header).path("format").textValue())) {
        throw new Unusable("it is not a backup of this format: " + FORMAT);
      }
      Counts counts = new Counts(0, 0);
      for (String text = in.readLine(); text != null; text = in.readLine()) {
        JsonNode node = parse(text);
        if (node.has("journalRecords")) {
          Counts expected =
              new Counts(
                  node.get("journalRecords").longValue(), node.path("keyRecords").longValue());
          if (!expected.equals(counts)) {
            throw new Unusable("lines are missing");
          }
          if (in.readLine() != null) { // which also has the checksum of the file looked at
            throw new Unusable("lines follow its end");
          }
          return counts;
        }
        Line line = line(node);
        consumer.accept(line);
        counts = counts.plus(line);
      }
      throw new Unusable("its end is missing");
    } catch (EOFException e) {
      throw new Unusable("its end is missing");
    }
  }

  private static JsonNode parse(String text) throws Unusable {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new Unusable("a line is not JSON");
    }
  }

  private static Line line(JsonNode node) throws IOException {
    if (node.path("journal").isTextual()) {
      return new Line.OfJournal(node.get("journal").binaryValue());
    }
    if (node.path("key").isTextual() && node.path("value").isTextual()) {
      return new Line.OfKeys(node.get("key").textValue(), node.get("value").binaryValue());
    }
    throw new Unusable("a line is neither a record of the journal nor a key");
  }
}
