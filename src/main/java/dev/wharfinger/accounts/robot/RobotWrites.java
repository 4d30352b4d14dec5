package dev.wharfinger.accounts.robot;

import static dev.wharfinger.platform.http.Schema.arrayOf;
import static dev.wharfinger.platform.http.Schema.object;
import static dev.wharfinger.platform.http.Schema.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.accounts.robot.RobotEvent.Identity;
import dev.wharfinger.accounts.robot.RobotEvent.RobotCreated;
import dev.wharfinger.platform.account.RobotTokens;
import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.OneMore;
import dev.wharfinger.platform.http.Schema;
import dev.wharfinger.platform.http.TextLengths;
import dev.wharfinger.platform.http.WriteRequest;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.journal.Outcome;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Turns requests about robots into commands. Source: contract neighbours 5. */
@Singleton
public class RobotWrites {

  @Bound(
      of = "federated identities of a robot",
      unit = "items",
      beyond = "400",
      test = "StoredTextsApiTest.refusesTheFirstItemTooMany")
  static final int MAX_IDENTITIES = 100;

  static final Schema NEW =
      object()
          .property("description", text(TextLengths.DESCRIPTION))
          .property("unstructured_metadata", object().atMostBytes(TextLengths.METADATA_BYTES));

  static final Schema FEDERATION =
      arrayOf(
          object()
              .property("issuer", text(TextLengths.ADDRESS))
              .property("subject", text(TextLengths.NAME))
              .required("issuer", "subject"),
          MAX_IDENTITIES);

  private final Pool pool;
  private final Writes writes;
  private final Settings settings;
  private final RobotTokens tokens;
  private final RobotView view;

  @Inject
  RobotWrites(Pool pool, Writes writes, Settings settings, RobotTokens tokens, RobotView view) {
    this.pool = pool;
    this.writes = writes;
    this.settings = settings;
    this.tokens = tokens;
    this.view = view;
  }

  /** Creates a robot of the caller's. */
  Uni<ObjectNode> createOwn(String shortName, ApiRequest request) {
    RobotPlace place = RobotPlace.own(request);
    return create(place, shortName, request.optionalBody(NEW), request);
  }

  /** Creates a robot of an organization. */
  Uni<ObjectNode> createIn(String organization, String shortName, ApiRequest request) {
    Optional<ObjectNode> body = request.optionalBody(NEW);
    return create(RobotPlace.in(organization, request), shortName, body, request);
  }

  private Uni<ObjectNode> create(
      RobotPlace place, String shortName, Optional<ObjectNode> body, ApiRequest request) {
    WriteRequest write = writes.begin(request).answeredOnce(place.path(shortName));
    Optional<JsonNode> metadata = body.map(json -> json.get("unstructured_metadata"));
    RobotCommand.Create create =
        new RobotCommand.Create(
            place,
            shortName,
            body.map(json -> json.get("description")).map(JsonNode::textValue),
            metadata.map(JsonNode::toString),
            write.draw().uuid("email"),
            tokens.draw(write.draw()),
            settings.robotsDisallow());
    return writes
        .submit(
            write,
            Writes.actor(request, place.caller()),
            new OneMore<>(
                create,
                Set.of(RobotCreated.class),
                "robots of an account",
                "SELECT FROM robot r JOIN namespace o ON o.id = r.owner WHERE o.name = $1",
                List.of(place.ownerName())))
        .flatMap(_ -> shown(place, shortName))
        .map(robot ->
            robot.set(
                "unstructured_metadata", metadata.orElse(JsonNodeFactory.instance.nullNode())));
  }

  /** Deletes a robot. */
  Uni<Outcome.Done> delete(RobotPlace place, String shortName, ApiRequest request) {
    return submit(new RobotCommand.Delete(place, shortName), writes.begin(request), request);
  }

  /** Replaces the token of a robot. */
  Uni<ObjectNode> regenerate(RobotPlace place, String shortName, ApiRequest request) {
    WriteRequest write = writes.begin(request).answeredOnce(place.path(shortName));
    String token = tokens.draw(write.draw());
    return submit(new RobotCommand.Regenerate(place, shortName, token), write, request)
        .flatMap(_ -> shown(place, shortName));
  }

  /** Sets the identities that may act as a robot of the caller's. */
  Uni<JsonNode> federateOwn(String shortName, ApiRequest request) {
    RobotPlace place = RobotPlace.own(request);
    return federate(place, shortName, request.value(FEDERATION), request);
  }

  /** Sets the identities that may act as a robot of an organization. */
  Uni<JsonNode> federateIn(String organization, String shortName, ApiRequest request) {
    JsonNode body = request.value(FEDERATION);
    return federate(RobotPlace.in(organization, request), shortName, body, request);
  }

  private Uni<JsonNode> federate(
      RobotPlace place, String shortName, JsonNode body, ApiRequest request) {
    RobotCommand.Federate federate =
        new RobotCommand.Federate(
            place,
            shortName,
            StreamSupport.stream(body.spliterator(), false)
                .map(each ->
                    new Identity(each.get("issuer").textValue(), each.get("subject").textValue()))
                .toList());
    return submit(federate, writes.begin(request), request)
        .map(_ -> {
          var set = JsonNodeFactory.instance.arrayNode();
          for (Identity identity : federate.identities()) {
            set.addObject().put("issuer", identity.issuer()).put("subject", identity.subject());
          }
          return set;
        });
  }

  /** Removes all identities that may act as a robot. */
  Uni<Outcome.Done> unfederate(RobotPlace place, String shortName, ApiRequest request) {
    return submit(new RobotCommand.Unfederate(place, shortName), writes.begin(request), request);
  }

  private Uni<Outcome.Done> submit(RobotCommand command, WriteRequest write, ApiRequest request) {
    return writes.submit(write, Writes.actor(request, command.place().caller()), command);
  }

  /** The robot as it is now, unless it was deleted in the meantime. */
  private Uni<ObjectNode> shown(RobotPlace place, String shortName) {
    return RobotState.load(pool, place, shortName)
        .flatMap(state ->
            state
                .owner()
                .map(owner -> view.find(owner.account(), shortName, true))
                .orElseGet(() -> Uni.createFrom().item(Optional.<ObjectNode>empty())))
        .map(found -> found.orElseThrow(() -> new ApiException(RobotErrors.UNKNOWN)));
  }
}
