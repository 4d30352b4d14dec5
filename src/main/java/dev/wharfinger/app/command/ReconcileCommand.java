package dev.wharfinger.app.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.registries.reconciliation.ReconciliationView;
import dev.wharfinger.registries.reconciliation.RequestedWalk;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts a walk over the attached registry, or shows how far one is. */
@Command(
    name = "reconcile",
    mixinStandardHelpOptions = true,
    description = {
      "Starts a walk over the attached registry, which corrects tags, manifests and sizes that are",
      "not known as the registry has them. A running instance carries it out."
    })
class ReconcileCommand implements Callable<Integer> {

  @Inject RequestedWalk walk;
  @Inject ReconciliationView view;
  @Inject RunningWriter writer;

  @Spec CommandSpec spec;

  @Option(
      names = "--status",
      description = "shows the walk that is under way, or the last one, and starts none")
  boolean status;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try {
      if (status) {
        print(view.latest().subscribeAsCompletionStage().join(), out);
        return 0;
      }
      if (!walk.isPossible()) {
        spec.commandLine()
            .getErr()
            .println("The service is not attached to a registry, or to several.");
        return 1;
      }
      writer.await();
      out.println(
          walk.start().subscribeAsCompletionStage().join()
              ? "Started."
              : "A walk is under way already.");
      out.flush();
      return 0;
    } catch (CompletionException e) {
      spec.commandLine().getErr().println("No walk can be started or shown: " + e.getCause());
      return 1;
    }
  }

  private static void print(ObjectNode walk, PrintWriter out) {
    walk.properties()
        .forEach(part -> {
          if (part.getValue().isObject()) {
            part.getValue()
                .properties()
                .forEach(
                    count -> out.printf("%-26s %s%n", count.getKey(), count.getValue().asText()));
          } else {
            out.printf("%-26s %s%n", part.getKey(), part.getValue().asText());
          }
        });
    out.flush();
  }
}
