package dev.wharfinger.app.command;

import dev.wharfinger.platform.journal.MasterKeySwitch;
import dev.wharfinger.platform.vault.KeyRotation;
import dev.wharfinger.platform.vault.MasterKey;
import dev.wharfinger.platform.vault.SealedRows;
import dev.wharfinger.platform.vault.SubjectKeys;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Replaces the master key while the instances serve. */
@Command(
    name = "rotate-master-key",
    mixinStandardHelpOptions = true,
    description = {
      "Puts WHARFINGER_MASTER_KEY into use in place of WHARFINGER_MASTER_KEY_PREVIOUS, and wraps with",
      "it what the previous key has wrapped, while the instances serve. Every instance must have",
      "been started with both keys before. May be repeated; a rotation that was interrupted is",
      "continued. Exit code 1: not finished."
    })
class RotateMasterKeyCommand implements Callable<Integer> {

  /** Keys between two lines of progress. */
  private static final int PROGRESS = 25_600;

  @Inject MasterKeySwitch keySwitch;
  @Inject SubjectKeys keys;
  @Inject @All List<SealedRows> tables;
  @Inject RunningWriter writer;

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    try {
      rotate(spec.commandLine().getOut());
      return 0;
    } catch (CompletionException e) {
      return failed(e.getCause() == null ? e : e.getCause());
    } catch (IllegalStateException e) {
      return failed(e);
    }
  }

  private int failed(Throwable cause) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("The rotation is not finished; run it again: " + reason(cause));
    err.flush();
    return 1;
  }

  private static String reason(Throwable cause) {
    return cause instanceof MasterKey.UsedBefore || cause instanceof MasterKey.WrongMasterKey
        ? String.valueOf(cause.getMessage())
        : cause.toString();
  }

  private void rotate(PrintWriter out) {
    writer.await();
    out.println(
        switch (writer.level(keySwitch::attempt)) {
          case SWITCHED -> "WHARFINGER_MASTER_KEY is in use.";
          case IN_USE, BEHIND -> "WHARFINGER_MASTER_KEY was in use already.";
        });
    out.flush();
    KeyRotation rotation = keys.rotation();
    await(rotation.follow());
    out.printf("%-30s %d%n", "keys of subjects", wrapAll(rotation));
    for (SealedRows table : tables) {
      out.printf("%-30s %d%n", table.what(), sealAll(table));
    }
    out.println(
        await(rotation.release())
            ? "Nothing needs the previous key any more."
            : "Nothing needed a previous key any more.");
    out.flush();
  }

  /** Until a pass from the beginning finds nothing left; returns how many were wrapped. */
  private long wrapAll(KeyRotation rotation) {
    long total = 0;
    long before;
    do {
      before = total;
      KeyRotation.Step step = KeyRotation.Step.FIRST;
      do {
        step = await(rotation.step(step));
        total += step.done();
        if (total / PROGRESS > (total - step.done()) / PROGRESS) {
          spec.commandLine().getErr().printf("%d keys of subjects%n", total);
          spec.commandLine().getErr().flush();
        }
      } while (!step.isLast());
    } while (total > before);
    return total;
  }

  private static long sealAll(SealedRows table) {
    long total = 0;
    int done;
    do {
      done = await(table.sealAgain());
      total += done;
    } while (done > 0);
    return total;
  }

  private static <T> T await(Uni<T> work) {
    return work.subscribeAsCompletionStage().join();
  }
}
