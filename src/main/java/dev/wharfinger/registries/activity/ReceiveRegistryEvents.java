package dev.wharfinger.registries.activity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiOperation.Rule;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Json;
import dev.wharfinger.platform.http.ProblemType;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.http.Schema;
import dev.wharfinger.platform.security.OffLoop;
import dev.wharfinger.registries.activity.EventParser.Unparsable;
import dev.wharfinger.registries.activity.Notification.Action;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Receives the events of a registry or a builder, in the envelope of CNCF Distribution; answers
 * when Kafka has them. A registry resends a refused envelope, and nothing else until then: so
 * readable events are accepted, the others are counted, and only what is not JSON at all is
 * refused. Source: docs/activity.md.
 */
@Path(Api.ROOT)
public class ReceiveRegistryEvents {

  static final Schema BODY =
      Schema.object()
          .required("events")
          .property(
              "events",
              Schema.arrayOf(Schema.object())
                  .description("Notification events of CNCF Distribution, or build events."));

  @Bound(
      of = "body of a registry report",
      unit = "bytes",
      beyond = "413",
      test = "BodyLimitsApiTest.takesReportsThatAreLongerThanOtherBodies")
  static final long MAX_BODY_BYTES = 16L * 1024 * 1024;

  @Inject ApiRequest request;
  @Inject Vertx vertx;
  @Inject RegistryCredential credential;
  @Inject ActivityReports reports;
  @Inject Rejections rejections;

  @POST
  @Path("registry/events")
  @ApiOperation(
      summary = "Report pushes, pulls, deletions and builds, as a registry.",
      answers = @Answer(status = 204),
      rules = Rule.OWN_CREDENTIALS)
  public Uni<Response> receiveRegistryEvents() {
    Instant now = request.receivedAt();
    return credential
        .isGood(request.header("Authorization"), now)
        .flatMap(good -> {
          if (!good) {
            throw new ApiException(ApiError.problem(ProblemType.INVALID_TOKEN));
          }
          return request.receiveBody(MAX_BODY_BYTES);
        })
        .map(_ -> request.jsonContent())
        .flatMap(body -> OffLoop.compute(vertx, () -> readable(body, now)))
        .flatMap(reports::send)
        .map(Replies::noContent);
  }

  /** The usable events, without their unreadable parts. */
  private List<ObjectNode> readable(ByteBuffer body, Instant now) {
    List<ObjectNode> events = new ArrayList<>();
    Rejections.Tally tally = new Rejections.Tally();
    int[] all = {0};
    try {
      byte[] rest =
          Envelope.cut(
              body,
              (from, length) -> {
                all[0]++;
                take(body.array(), from, length, now, events, tally);
              });
      JsonNode envelope =
          Json.parse(rest).orElseThrow(() -> new ApiException(ApiError.BAD_REQUEST));
      if (envelope.isNull()) {
        throw new ApiException(ApiError.invalidRequest("Missing JSON body"));
      }
      BODY.violation(envelope)
          .ifPresent(line -> {
            throw new ApiException(ApiError.invalidRequest(line));
          });
    } catch (Unparsable _) {
      throw new ApiException(ApiError.BAD_REQUEST);
    }
    rejections.count(tally, all[0]);
    return events;
  }

  private static void take(
      byte[] body,
      int from,
      int length,
      Instant now,
      List<ObjectNode> events,
      Rejections.Tally tally)
      throws Unparsable {
    try {
      ObjectNode event = EventParser.parse(body, from, length);
      Reading reading = NotificationReader.read(event, now);
      if (reading instanceof Reading.Readable(Notification notification, var faults)) {
        if (notification.what() instanceof Action.SizeCorrected) {
          tally.add(Fault.ACTION);
          return;
        }
        // the time is checked against Kafka's clock later
        faults.stream()
            .filter(fault -> fault != Fault.TIMESTAMP || !event.has("timestamp"))
            .forEach(tally::add);
        events.add(event);
      } else {
        tally.add(reading);
      }
    } catch (Unparsable e) {
      if (e.fault() == Fault.JSON) {
        throw e;
      }
      tally.add(e.fault());
    }
  }
}
