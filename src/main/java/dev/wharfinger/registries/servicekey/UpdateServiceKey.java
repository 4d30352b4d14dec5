package dev.wharfinger.registries.servicekey;

import static dev.wharfinger.platform.http.Schema.anyOf;
import static dev.wharfinger.platform.http.Schema.number;
import static dev.wharfinger.platform.http.Schema.object;
import static dev.wharfinger.platform.http.Schema.text;
import static dev.wharfinger.platform.http.Schema.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Json;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.http.Schema;
import dev.wharfinger.platform.http.SuperuserRequest;
import dev.wharfinger.platform.http.TextLengths;
import dev.wharfinger.platform.http.WriteRequest;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.registries.servicekey.ServiceKeyEvent.ServiceKeyExtended;
import dev.wharfinger.registries.servicekey.ServiceKeyEvent.ServiceKeyModified;
import dev.wharfinger.registries.servicekey.ServiceKeyState.Found;
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
 * Changes the name, the metadata or the expiration of a service key, all or nothing; one that
 * expired recently can be revived. Source: contract superuser 6.4.
 */
@Path(Api.ROOT)
public class UpdateServiceKey {

  static final Schema BODY =
      object()
          .property("name", text(TextLengths.NAME))
          .property("metadata", object().atMostBytes(TextLengths.METADATA_BYTES))
          .property("expiration", anyOf(number(), type("null")));

  @Inject ApiRequest request;
  @Inject Writes writes;
  @Inject Settings settings;
  @Inject SuperuserRequest superusers;
  @Inject ServiceKeyView view;

  @PUT
  @Path("superuser/keys/{kid}")
  @ApiOperation(
      summary = "Change a service key.",
      scope = Scope.SUPER_USER,
      answers = @Answer(schema = "ServiceKey"))
  public Uni<Response> updateServiceKey(@PathParam("kid") String kid) {
    Caller.User caller = request.requireFreshUser();
    ObjectNode body = request.body(BODY);
    superusers.mayWrite(caller);
    WriteRequest write = writes.begin(request);
    Terms terms = Terms.of(settings, write.time());
    return writes
        .submit(write, Writes.actor(request, caller), Update.of(kid, body, terms))
        .flatMap(_ -> view.one(kid, terms))
        .map(Replies::ok);
  }

  /** The requested changes; absent values stay as they are. */
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
        return Decision.reject(CommonRejection.NOT_FOUND);
      }
      return issue(key.get())
          .map(Decision::reject)
          .orElseGet(() -> Decision.accept(events(key.get(), state.bookedOn())));
    }

    private Optional<ServiceKeyRejection> issue(Found key) {
      return expiration
          .flatMap(it -> it.issue(terms.now(), ServiceKeyRejection.Simple.CHANGED_TO_EXPIRED))
          .or(() -> name.flatMap(FriendlyName::issue))
          .or(() -> metadata.flatMap(it -> metadataIssue(key.metadata(), it)));
    }

    /**
     * Metadata keys not in a request are kept, so many small requests can produce a large object.
     */
    private static Optional<ServiceKeyRejection> metadataIssue(String before, String over) {
      String merged = new JsonObject(before).mergeIn(new JsonObject(over)).encode();
      return Json.parse(merged.getBytes(StandardCharsets.UTF_8))
              .filter(json -> Json.storedBytes(json) <= TextLengths.METADATA_BYTES)
              .isPresent()
          ? Optional.empty()
          : Optional.of(ServiceKeyRejection.Simple.METADATA_TOO_LONG);
    }

    private List<ServiceKeyEvent> events(Found key, AccountId bookedOn) {
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
