package dev.wharfinger.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharfinger.app.command.BackupFile.Counts;
import dev.wharfinger.app.command.BackupFile.Line;
import dev.wharfinger.platform.vault.KeyLog;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A backup is read back as it was written, or not at all. */
class BackupFileTest {

  private static final Line RECORD = new Line.OfJournal(new byte[] {0, -1, '\n', 7});
  private static final Line KEY = new Line.OfKeys("0a-\u00e9", new byte[0]);

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("wharfinger.backup");
  }

  private Counts write() throws IOException {
    return BackupFile.write(
        file(),
        writer -> {
          writer.add(RECORD);
          writer.add(RECORD);
          writer.add(KEY);
        });
  }

  @Test
  void isReadAsItWasWritten() throws IOException {
    assertThat(write()).isEqualTo(new Counts(2, 1));
    List<String> read = new ArrayList<>();
    assertThat(BackupFile.read(file(), line -> read.add(text(line)))).isEqualTo(new Counts(2, 1));
    assertThat(read).containsExactly(text(RECORD), text(RECORD), text(KEY));
    assertThat(Files.getPosixFilePermissions(file()))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  private static String text(Line line) {
    return switch (line) {
      case Line.OfJournal(byte[] value) -> Arrays.toString(value);
      case Line.OfKeys(String name, byte[] value) -> name + " " + Arrays.toString(value);
    };
  }

  @Test
  void isRefusedWhereverItWasCutOff() throws IOException {
    var _ = write();
    byte[] whole = Files.readAllBytes(file());
    for (int length = 0; length < whole.length; length++) {
      Files.write(file(), Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> BackupFile.read(file(), _ -> {}))
          .as("%d of %d bytes", length, whole.length)
          .isInstanceOf(BackupFile.Unusable.class);
    }
  }

  @Test
  void leavesAnEarlierBackupAloneUntilItIsComplete() throws IOException {
    var _ = write();
    byte[] earlier = Files.readAllBytes(file());
    assertThatThrownBy(() ->
            BackupFile.write(
                file(),
                writer -> {
                  writer.add(KEY);
                  throw new IOException("Kafka went away");
                }))
        .hasMessage("Kafka went away");
    assertThat(Files.readAllBytes(file())).isEqualTo(earlier);
    assertThat(write()).as("what was left does not matter").isEqualTo(new Counts(2, 1));
  }

  /** A log in which an entry is written again, and compacted, while it is copied. */
  private static final class Moving implements KeyLog {
    private final NavigableMap<Long, Entry> entries = new TreeMap<>();

    Moving(String... names) {
      for (String name : names) {
        put(name);
      }
    }

    private void put(String name) {
      long offset = entries.isEmpty() ? 0 : entries.lastKey() + 1;
      entries.values().removeIf(entry -> entry.name().equals(name));
      entries.put(offset, new Entry(offset, name, new byte[0]));
    }

    @Override
    public Uni<String> open() {
      return verify();
    }

    @Override
    public Uni<String> verify() {
      return Uni.createFrom().item("moving");
    }

    @Override
    public Uni<Extent> extent() {
      return Uni.createFrom().item(new Extent("moving", entries.lastKey() + 1));
    }

    @Override
    public Uni<Long> beginning() {
      return Uni.createFrom().item(0L);
    }

    @Override
    public Uni<Void> append(List<Entry> more) {
      more.forEach(entry -> put(entry.name()));
      return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Stretch> read(long from, long end) {
      List<Entry> found = List.copyOf(entries.subMap(from, Math.min(end, from + 2)).values());
      if (from == 0) {
        put("d");
      }
      return Uni.createFrom().item(new Stretch(found, Math.min(end, from + 2)));
    }
  }

  @Test
  void hasEveryKeyAlsoOneThatIsWrittenAgainMeanwhile() throws IOException {
    List<String> names = new ArrayList<>();
    BackupCommand.copyKeys(
        new Moving("a", "b", "c", "d", "e"),
        line -> {
          if (line instanceof Line.OfKeys(String name, byte[] _)) {
            names.add(name);
          }
        });
    assertThat(names).containsExactly("a", "b", "c", "e", "d");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "{\"format\": \"another\"}",
        "{\"format\": \"wharfinger-backup.v1\"}\nnot JSON",
        "{\"format\": \"wharfinger-backup.v1\"}\n{\"other\": 1}",
        "{\"format\": \"wharfinger-backup.v1\"}\n{\"journal\": 5}\n{\"journalRecords\": 1, \"keyRecords\": 0}",
        "{\"format\": \"wharfinger-backup.v1\"}\n{\"journal\": \"AA==\"}",
        "{\"format\": \"wharfinger-backup.v1\"}\n{\"journalRecords\": 1, \"keyRecords\": 0}"
      })
  void refusesWhatIsNoBackup(String text) throws IOException {
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file()))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    assertThatThrownBy(() -> BackupFile.read(file(), _ -> {})).isInstanceOf(IOException.class);
  }
}
