package dev.wharfinger.activity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.activity.Notification.Happening;
import dev.wharfinger.activity.NotificationReader.Unreadable;
import dev.wharfinger.config.Bound;
import dev.wharfinger.http.Api;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Problem;
import dev.wharfinger.http.Refusal;
import dev.wharfinger.http.RefusedException;
import dev.wharfinger.http.Replies;
import dev.wharfinger.http.RequestPolicy;
import dev.wharfinger.http.RequestPolicy.Rule;
import dev.wharfinger.http.Schema;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * Takes what a registry or a builder reports, in the envelope of CNCF Distribution; answers when
 * Kafka has it. All of an envelope is taken or nothing. Source: docs/activity.md.
 */
@RequestPolicy(Rule.OWN_CREDENTIALS)
@Path(Api.ROOT)
public class ReceiveRegistryEvents {

  static final Schema BODY =
      Schema.object()
          .required("events")
          .property(
              "events",
              Schema.arrayOf(Schema.object())
                  .description("Events of CNCF Distribution's notifications, or of builds."));

  @Bound(
      of = "body of a report of a registry",
      unit = "bytes",
      beyond = "413",
      test = "BodyLimitsApiTest.takesReportsThatAreLongerThanOtherBodies")
  static final long MAX_BODY_BYTES = 16L * 1024 * 1024;

  /** As much as the clocks of two machines may differ. */
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

  @Inject Call call;
  @Inject RegistryCredential credential;
  @Inject ActivityReports reports;

  @POST
  @Path("registry/events")
  @Operation(
      operationId = "receiveRegistryEvents",
      summary = "Report pushes, pulls, deletions and builds, as a registry.")
  public Uni<Response> receiveRegistryEvents() {
    return credential
        .isGood(call.header("Authorization"), call.receivedAt())
        .flatMap(good -> {
          if (!good) {
            throw new RefusedException(Refusal.problem(Problem.INVALID_TOKEN));
          }
          return call.receiveBody(MAX_BODY_BYTES);
        })
        .map(_ -> readable(call.body(BODY), call.receivedAt().plus(CLOCKS_DIFFER)))
        .flatMap(reports::send)
        .map(Replies::noContent);
  }

  /** What cannot be read is refused with its place, and everything with it. */
  private static List<JsonNode> readable(ObjectNode body, Instant latest) {
    List<JsonNode> events = new ArrayList<>();
    for (JsonNode event : body.get("events")) {
      try {
        Notification read = NotificationReader.read(event, latest);
        if (read.what() instanceof Happening.SizeCorrected) {
          throw new Unreadable("action: none of push, pull, mount, delete, build");
        }
        events.add(event);
      } catch (Unreadable e) {
        throw new RefusedException(
            Refusal.invalidRequest("events[%d].%s".formatted(events.size(), e.getMessage())));
      }
    }
    return events;
  }
}
