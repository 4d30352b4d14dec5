package dev.wharfinger.app.command;

import dev.wharfinger.platform.journal.JournalAdoption;
import dev.wharfinger.platform.journal.JournalProof;
import dev.wharfinger.records.transparency.LogVerification;
import dev.wharfinger.records.transparency.TransparencyLog;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Looks after the journal. */
@Command(
    name = "journal",
    mixinStandardHelpOptions = true,
    description = "Checks or moves the journal: the topic that the read models are built from.",
    subcommands = WitnessCommand.class)
class JournalCommand implements Runnable {

  @Inject JournalProof proof;
  @Inject JournalAdoption adoption;
  @Inject TransparencyLog log;

  @Spec CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Missing command: status, verify, adopt or witness.");
  }

  /** Where the read models stand. */
  @Command(
      mixinStandardHelpOptions = true,
      description = {
        "Shows how far the read models have caught up, and checks the topic's configuration and",
        "that it has lost no records. Exit code 1: a check failed, or the read models lag behind."
      })
  int status() {
    PrintWriter out = spec.commandLine().getOut();
    try {
      JournalProof.Status status = proof.status().subscribeAsCompletionStage().join();
      out.printf("last record projected  %d%n", status.seq());
      out.printf("offsets left           %d%n", status.lag());
      out.printf("foreign records        %d%n", status.foreign());
      out.flush();
      return status.lag() == 0 ? 0 : 1;
    } catch (CompletionException e) {
      return failed(e);
    }
  }

  /** Every record, from the first one on. */
  @Command(
      mixinStandardHelpOptions = true,
      description = {
        "Reads the whole journal, checks every record against the preceding one and against its",
        "MAC, and checks the read models, the Merkle tree and its checkpoints against the journal.",
        "Exit code 1: a check failed, or the topic has records that no instance wrote."
      })
  int verify(
      @Option(
              names = "--checkpoint",
              paramLabel = "FILE",
              description = "also checks it against a checkpoint that was kept")
          List<Path> kept) {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    long begun = System.nanoTime();
    try {
      LogVerification tree = log.verification(read(kept)).subscribeAsCompletionStage().join();
      JournalProof.Report report =
          proof.verify(seen -> print(seen, err), tree).subscribeAsCompletionStage().join();
      double seconds = (System.nanoTime() - begun) / 1e9;
      out.printf(
          "valid records          %d, %.0f per second%n",
          report.records(), report.records() / seconds);
      out.printf("void records           %d%n", report.late());
      out.printf("foreign records        %d%n", report.foreign());
      out.printf("hash of record %d  %s%n", report.seq(), report.hash());
      out.printf("read models            %s%n", report.models());
      List<LogVerification.Finding> findings = tree.findings();
      findings.forEach(it -> out.printf("%-22s %s%n", it.what(), it.text()));
      out.flush();
      return report.isClean() && findings.stream().allMatch(LogVerification.Finding::agrees)
          ? 0
          : 1;
    } catch (CompletionException e) {
      return failed(e);
    }
  }

  private List<String> read(@Nullable List<Path> files) {
    List<String> notes = new ArrayList<>();
    for (Path file : files == null ? List.<Path>of() : files) {
      try {
        notes.add(Files.readString(file));
      } catch (IOException e) {
        throw new ParameterException(spec.commandLine(), "Cannot read " + file + ": " + e, e);
      }
    }
    return notes;
  }

  /** The same journal on another topic. */
  @Command(
      mixinStandardHelpOptions = true,
      description = {
        "Accepts the configured topic as the journal of these read models, after it was restored",
        "from a backup or copied to another cluster or name. Stop all instances first. Reads the",
        "topic up to the last projected record and checks every record on the way. Exit code 1:",
        "the topic does not hold the same journal, and nothing was changed."
      })
  int adopt() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try {
      JournalAdoption.Adopted adopted =
          adoption.adopt(seen -> print(seen, err)).subscribeAsCompletionStage().join();
      out.printf("last record projected  %d%n", adopted.seq());
      out.printf("continues at offset    %d%n", adopted.nextOffset());
      out.printf("offsets left           %d%n", adopted.lag());
      out.flush();
      return 0;
    } catch (CompletionException e) {
      return failed(e);
    }
  }

  private static void print(JournalProof.Progress seen, PrintWriter err) {
    err.printf("%d of %d offsets read%n", seen.offset(), seen.end());
    err.flush();
  }

  private int failed(CompletionException e) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("The journal failed the check or cannot be read: " + e.getCause());
    err.flush();
    return 1;
  }
}
