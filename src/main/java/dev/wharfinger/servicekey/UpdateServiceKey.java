package dev.wharfinger.servicekey;

import static dev.wharfinger.http.Schema.anyOf;
import static dev.wharfinger.http.Schema.number;
import static dev.wharfinger.http.Schema.object;
import static dev.wharfinger.http.Schema.text;
import static dev.wharfinger.http.Schema.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.config.Settings;
import dev.wharfinger.http.Api;
import dev.wharfinger.http.ApiOperation;
import dev.wharfinger.http.ApiOperation.Answer;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Json;
import dev.wharfinger.http.Refusal;
import dev.wharfinger.http.Replies;
import dev.wharfinger.http.Schema;
import dev.wharfinger.http.SuperuserCall;
import dev.wharfinger.http.TextLengths;
import dev.wharfinger.http.WriteRequest;
import dev.wharfinger.http.Writes;
import dev.wharfinger.journal.Command;
import dev.wharfinger.journal.Decision;
import dev.wharfinger.journal.Ids;
import dev.wharfinger.security.Caller;
import dev.wharfinger.security.Scope;
import dev.wharfinger.servicekey.ServiceKeyEvent.ServiceKeyExtended;
import dev.wharfinger.servicekey.ServiceKeyEvent.ServiceKeyModified;
import dev.wharfinger.servicekey.ServiceKeyState.Found;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Names a service key, describes it, or moves its end, all or nothing; one that has expired lately
 * can be revived. Source: contract superuser 6.4.
 */
@Path(Api.ROOT)
public class UpdateServiceKey {

  static final Schema BODY =
      object()
          .property("name", text(TextLengths.NAME))
          .property("metadata", object().atMostBytes(TextLengths.METADATA_BYTES))
          .property("expiration", anyOf(number(), type("null")));

  @Inject Call call;
  @Inject Writes writes;
  @Inject Settings settings;
  @Inject SuperuserCall superusers;
  @Inject ServiceKeyView view;

  @PUT
  @Path("superuser/keys/{kid}")
  @ApiOperation(
      summary = "Change the key of a service.",
      scope = Scope.SUPER_USER,
      answers = @Answer(schema = "ServiceKey"))
  public Uni<Response> updateServiceKey(@PathParam("kid") String kid) {
    Caller.User caller = call.requireFreshUser();
    ObjectNode body = call.body(BODY);
    superusers.mayWrite(caller);
    WriteRequest request = writes.begin(call);
    Terms terms = Terms.of(settings, request.time());
    return writes
        .submit(request, Writes.actor(call, caller), Update.of(kid, body, terms))
        .flatMap(_ -> view.one(kid, terms))
        .map(Replies::ok);
  }

  /** What is asked for; each absent where the request does not speak of it. */
  record Update(
      String kid,
      Optional<String> name,
      Optional<String> metadata,
      Optional<Expiration> expiration,
      Terms terms)
      implements Command<ServiceKeyState> {

    static Update of(String kid, ObjectNode body, Terms terms) {
      return new Update(
          kid,
          Optional.ofNullable(body.get("name")).map(JsonNode::textValue),
          Optional.ofNullable(body.get("metadata")).map(JsonNode::toString),
          Optional.ofNullable(body.get("expiration")).map(Expiration::of),
          terms);
    }

    @Override
    public Uni<ServiceKeyState> load(SqlConnection connection) {
      return ServiceKeyState.load(connection, kid, terms);
    }

    @Override
    public Decision decide(ServiceKeyState state, Ids ids) {
      Optional<Found> key = state.key().filter(found -> found.isShown(terms));
      if (key.isEmpty()) {
        return Decision.reject(Refusal.notFound());
      }
      return issue(key.get())
          .map(Decision::reject)
          .orElseGet(() -> Decision.accept(events(key.get(), state.bookedOn())));
    }

    private Optional<Refusal> issue(Found key) {
      return expiration
          .flatMap(it -> it.issue(terms.now(), "Cannot have an expiration date in the past"))
          .or(() -> name.flatMap(FriendlyName::issue))
          .or(() -> metadata.flatMap(it -> metadataIssue(key.metadata(), it)));
    }

    /** Keys stay that a request does not name, so many small requests can make one large object. */
    private static Optional<Refusal> metadataIssue(String before, String over) {
      String merged = new JsonObject(before).mergeIn(new JsonObject(over)).encode();
      return Json.parse(merged.getBytes(StandardCharsets.UTF_8))
              .filter(json -> Json.storedBytes(json) <= TextLengths.METADATA_BYTES)
              .isPresent()
          ? Optional.empty()
          : Optional.of(
              Refusal.invalidRequest(
                  Refusal.tooLong("metadata", TextLengths.METADATA_BYTES, "bytes")));
    }

    private List<ServiceKeyEvent> events(Found key, long bookedOn) {
      List<ServiceKeyEvent> events = new ArrayList<>();
      String called = name.orElse(key.name());
      Instant expires = expires(key);
      if (expiration.isPresent()) {
        events.add(
            new ServiceKeyExtended(
                key.id(), key.kid(), key.service(), called, expires, key.expires(), bookedOn));
      }
      if (name.isPresent() || metadata.isPresent()) {
        events.add(
            new ServiceKeyModified(
                key.id(),
                key.kid(),
                key.service(),
                called,
                metadata.orElse("{}"),
                expires,
                expiration.isPresent(),
                key.expires(),
                bookedOn));
      }
      return events;
    }

    private @Nullable Instant expires(Found key) {
      return expiration.isPresent() && expiration.get() instanceof Expiration.At(Instant time)
          ? time
          : key.expires();
    }
  }
}
