package dev.wharfinger.app.command;

import dev.wharfinger.app.command.BackupFile.Line;
import dev.wharfinger.platform.journal.Journal;
import dev.wharfinger.platform.journal.KeyTopic;
import dev.wharfinger.platform.vault.KeyLog;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Fills empty topics from a backup. */
@Command(
    name = "restore",
    mixinStandardHelpOptions = true,
    description = {
      "Writes a backup of the journal and the keys to empty topics; creates missing ones. Start no",
      "instance before it is done. Exit code 1: the file is incomplete, or a topic is not empty."
    })
class RestoreCommand implements Callable<Integer> {

  /** Sent to Kafka together. */
  private static final int BATCH_BYTES = 1 << 20;

  @Inject Journal journal;
  @Inject KeyTopic keys;

  @Spec CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "as written by backup")
  Path file;

  @Override
  public Integer call() {
    try {
      // Twice: a file that turns out to be incomplete must not have been written in part.
      BackupFile.Counts counts = BackupFile.read(file, _ -> {});
      var _ = await(journal.open());
      var _ = await(keys.open());
      if (await(journal.endOffset()) > 0 || await(keys.extent()).end() > 0) {
        spec.commandLine().getErr().println("A topic is not empty; nothing was written.");
        return 1;
      }
      Batches batches = new Batches();
      var _ = BackupFile.read(file, batches::add);
      batches.send();
      spec.commandLine()
          .getOut()
          .printf("%d records of the journal, %d of the keys%n", counts.journal(), counts.keys());
      spec.commandLine().getOut().flush();
      return 0;
    } catch (IOException e) {
      spec.commandLine().getErr().println("The file cannot be used: " + e.getMessage());
    } catch (CompletionException e) {
      spec.commandLine()
          .getErr()
          .println("Kafka failed; delete the topics before the next try: " + e.getCause());
    }
    return 1;
  }

  /** What is sent together, of either topic. */
  private final class Batches {
    private final List<byte[]> records = new ArrayList<>();
    private final List<KeyLog.Entry> entries = new ArrayList<>();
    private long bytes;

    void add(Line line) {
      switch (line) {
        case Line.OfJournal(byte[] value) -> {
          records.add(value);
          bytes += value.length;
        }
        case Line.OfKeys(String name, byte[] value) -> {
          entries.add(new KeyLog.Entry(0, name, value));
          bytes += value.length + name.length();
        }
      }
      if (bytes >= BATCH_BYTES) {
        send();
      }
    }

    void send() {
      if (!records.isEmpty()) {
        var _ = await(journal.append(List.copyOf(records)));
      }
      if (!entries.isEmpty()) {
        var _ = await(keys.append(List.copyOf(entries)));
      }
      records.clear();
      entries.clear();
      bytes = 0;
    }
  }

  private static <T> T await(Uni<T> asked) {
    return asked.subscribeAsCompletionStage().join();
  }
}
