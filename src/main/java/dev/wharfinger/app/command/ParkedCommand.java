package dev.wharfinger.app.command;

import dev.wharfinger.platform.schedule.Attempts;
import dev.wharfinger.platform.schedule.ParkedWork;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Decides on what failed too often. */
@Command(
    name = "parked",
    mixinStandardHelpOptions = true,
    description = "Lists, retries or drops items that failed too often and wait for an operator.")
class ParkedCommand implements Runnable {

  @Inject ParkedWork parked;
  @Inject RunningWriter writer;

  @Spec CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing command: list, retry or drop.");
  }

  /** Everything that is parked. */
  @Command(mixinStandardHelpOptions = true, description = "Lists the parked items of all queues.")
  int list() {
    PrintWriter out = spec.commandLine().getOut();
    List<Attempts.Parked> items = parked.list().subscribeAsCompletionStage().join();
    String line = "%-12s %-38s %8s %-26s %s%n";
    out.printf(line, "queue", "item", "failures", "first failed", "reason");
    items.forEach(it ->
        out.printf(line, it.queue(), it.item(), it.failures(), it.firstFailed(), it.reason()));
    out.flush();
    return 0;
  }

  /** One more chance. */
  @Command(mixinStandardHelpOptions = true, description = "Retries an item from now on.")
  int retry(
      @Parameters(paramLabel = "QUEUE", description = "as shown by parked list") String queue,
      @Parameters(paramLabel = "ITEM", description = "as shown by parked list") String item) {
    return parked.retry(queue, item).subscribeAsCompletionStage().join() ? 0 : missing();
  }

  /** The end of it. */
  @Command(
      mixinStandardHelpOptions = true,
      description = "Drops an item for good. Erasures cannot be dropped.")
  int drop(
      @Parameters(paramLabel = "QUEUE", description = "as shown by parked list") String queue,
      @Parameters(paramLabel = "ITEM", description = "as shown by parked list") String item) {
    writer.await();
    return switch (parked.drop(queue, item).subscribeAsCompletionStage().join()) {
      case DROPPED -> 0;
      case MISSING -> missing();
      case CANNOT_BE_DROPPED -> {
        spec.commandLine().getErr().println("This item cannot be dropped; it can be retried.");
        yield 1;
      }
    };
  }

  private int missing() {
    spec.commandLine().getErr().println("There is no such item; parked list shows all items.");
    return 1;
  }
}
