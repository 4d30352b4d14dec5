package dev.wharfinger.app.engine;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.OperatorRoutes;
import dev.wharfinger.platform.journal.Rebuild;
import dev.wharfinger.platform.journal.RebuildReport;
import io.quarkus.vertx.http.ManagementInterface;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/**
 * What {@code rebuild} does on the command line, for superusers who have only HTTP: {@code
 * /operator/rebuild} on the management port.
 */
@Singleton
public class RebuildReadModels {

  private static final String PATH = "/operator/rebuild";
  private static final Logger LOG = Logger.getLogger(RebuildReadModels.class);
  private static final ApiError RUNNING = ApiError.message(409, "A rebuild is running.");

  /** How the last rebuild that this instance was asked for stands. */
  private sealed interface State {
    record Idle() implements State {}

    record Running() implements State {}

    record Done(RebuildReport report) implements State {}

    record Failed() implements State {}
  }

  private volatile State state = new State.Idle();

  private final Rebuild rebuild;

  @Inject
  RebuildReadModels(Rebuild rebuild) {
    this.rebuild = rebuild;
  }

  /** {@code POST} begins a rebuild, {@code GET} says how the last one of this instance stands. */
  void install(@Observes ManagementInterface management, OperatorRoutes operators) {
    operators.write(
        management,
        HttpMethod.POST,
        PATH,
        context -> {
          start("true".equals(context.request().getParam("accept_differences")));
          return Uni.createFrom().item(new OperatorRoutes.Answer(202, shown()));
        });
    operators.read(
        management, PATH, _ -> Uni.createFrom().item(new OperatorRoutes.Answer(200, shown())));
  }

  private void start(boolean acceptDifferences) {
    synchronized (this) {
      if (state instanceof State.Running) {
        throw new ApiException(RUNNING);
      }
      state = new State.Running();
    }
    rebuild
        .run(acceptDifferences)
        .subscribe()
        .with(
            report -> state = new State.Done(report),
            failure -> {
              LOG.error("The rebuild failed; the live tables were left unchanged", failure);
              state = new State.Failed();
            });
  }

  private ObjectNode shown() {
    ObjectNode shown = JsonNodeFactory.instance.objectNode();
    return switch (state) {
      case State.Idle _ -> shown.put("status", "idle");
      case State.Running _ -> shown.put("status", "running");
      case State.Failed _ -> shown.put("status", "failed");
      case State.Done(RebuildReport report) -> {
        shown.put("status", "done").put("seq", report.seq()).put("switched", report.switched());
        ArrayNode tables = shown.putArray("tables");
        for (RebuildReport.Table table : report.tables()) {
          tables
              .addObject()
              .put("name", table.name())
              .put("equal", table.equal())
              .put("rows", table.rebuilt().rows())
              .put("live_rows", table.live().rows());
        }
        yield shown;
      }
    };
  }
}
