package dev.wharfinger.app.command;

import dev.wharfinger.app.command.BackupFile.Line;
import dev.wharfinger.platform.journal.Journal;
import dev.wharfinger.platform.journal.JournalProof;
import dev.wharfinger.platform.journal.KeyTopic;
import dev.wharfinger.platform.vault.KeyLog;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Copies what cannot be derived from anything else into a file. */
@Command(
    name = "backup",
    mixinStandardHelpOptions = true,
    description = {
      "Copies the journal and the keys into a file, while instances keep running: with the master",
      "key, that is all that a restore needs."
    })
class BackupCommand implements Callable<Integer> {

  @Inject Journal journal;
  @Inject JournalProof proof;
  @Inject KeyTopic keys;

  @Spec CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "replaced only when the copy is complete")
  Path file;

  @Override
  public Integer call() {
    try {
      BackupFile.Counts counts =
          BackupFile.write(
              file,
              writer -> {
                // The keys last: each was on its topic before the record that needs it was written.
                copyJournal(writer);
                copyKeys(keys, writer::add);
              });
      spec.commandLine()
          .getOut()
          .printf("%d records of the journal, %d of the keys%n", counts.journal(), counts.keys());
      spec.commandLine().getOut().flush();
      return 0;
    } catch (IOException e) {
      spec.commandLine().getErr().println("The backup could not be written: " + e);
    } catch (CompletionException e) {
      spec.commandLine().getErr().println("The topics cannot be copied: " + e.getCause());
    }
    return 1;
  }

  /** A topic that has lost records must not take the place of a copy that has them. */
  private void copyJournal(BackupFile.Writer writer) throws IOException {
    var _ = await(proof.status());
    long end = await(journal.endOffset());
    for (long next = 0; next < end; ) {
      Journal.Stretch stretch = await(journal.read(next, end));
      for (Journal.Stored record : stretch.records()) {
        writer.add(new Line.OfJournal(record.bytes()));
      }
      next = stretch.next();
    }
  }

  /**
   * Up to where the log ends when it has been read, not when that began: an entry that is written
   * again meanwhile may be gone from its former place before that is reached.
   */
  static void copyKeys(KeyLog keys, Taker taker) throws IOException {
    var _ = await(keys.verify());
    long next = await(keys.beginning());
    for (long end = end(keys); next < end; end = end(keys)) {
      KeyLog.Stretch stretch = await(keys.read(next, end));
      for (KeyLog.Entry entry : stretch.entries()) {
        taker.take(new Line.OfKeys(entry.name(), entry.value()));
      }
      next = stretch.next();
    }
  }

  private static long end(KeyLog keys) {
    return await(keys.extent()).end();
  }

  /** Takes what is copied. */
  interface Taker {
    void take(Line line) throws IOException;
  }

  private static <T> T await(Uni<T> asked) {
    return asked.subscribeAsCompletionStage().join();
  }
}
