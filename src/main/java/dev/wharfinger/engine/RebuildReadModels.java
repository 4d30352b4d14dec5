package dev.wharfinger.engine;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Refusal;
import dev.wharfinger.http.RefusedException;
import dev.wharfinger.http.Replies;
import dev.wharfinger.http.SuperuserCall;
import dev.wharfinger.journal.Rebuild;
import dev.wharfinger.journal.RebuildReport;
import dev.wharfinger.security.Caller;
import dev.wharfinger.security.CallerResolver;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;

/**
 * What {@code rebuild} does on the command line, for superusers who have only HTTP. Beside the
 * public API and not in its description, so that a proxy can keep it from the outside by its path.
 */
@Path("/operator/rebuild")
@Singleton
public class RebuildReadModels {

  private static final Logger LOG = Logger.getLogger(RebuildReadModels.class);
  private static final Refusal RUNNING = Refusal.message(409, "A rebuild is running.");

  /** How the last rebuild that this instance was asked for stands. */
  private sealed interface State {
    record Idle() implements State {}

    record Running() implements State {}

    record Done(RebuildReport report) implements State {}

    record Failed() implements State {}
  }

  private volatile State state = new State.Idle();

  @Inject Call call;
  @Inject CallerResolver callers;
  @Inject SuperuserCall superusers;
  @Inject Rebuild rebuild;

  /** Begins a rebuild; {@code GET} says how it stands. */
  @POST
  @Operation(hidden = true)
  public Uni<Response> begin(@QueryParam("accept_differences") boolean acceptDifferences) {
    return caller()
        .invoke(superusers::mayWrite)
        .invoke(_ -> start(acceptDifferences))
        .map(_ -> Response.accepted(shown()).build());
  }

  /** How the last rebuild that this instance was asked for stands. */
  @GET
  @Operation(hidden = true)
  public Uni<Response> show() {
    return caller().invoke(superusers::mayRead).map(_ -> Replies.ok(shown()));
  }

  private Uni<Caller.User> caller() {
    return callers
        .resolve(call.header("Authorization"))
        .onFailure(CallerResolver.InvalidExternalToken.class)
        .recoverWithItem(Caller.ANONYMOUS)
        .map(caller -> {
          if (caller instanceof Caller.User user) {
            return user;
          }
          throw new RefusedException(Refusal.denied(Caller.ANONYMOUS));
        });
  }

  private void start(boolean acceptDifferences) {
    synchronized (this) {
      if (state instanceof State.Running) {
        throw new RefusedException(RUNNING);
      }
      state = new State.Running();
    }
    rebuild
        .run(acceptDifferences)
        .subscribe()
        .with(
            report -> state = new State.Done(report),
            failure -> {
              LOG.error("The rebuild failed; the tables were left as they are", failure);
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
