package dev.wharfinger.registries.servicekey;

import static dev.wharfinger.platform.http.Schema.anyOf;
import static dev.wharfinger.platform.http.Schema.number;
import static dev.wharfinger.platform.http.Schema.object;
import static dev.wharfinger.platform.http.Schema.string;
import static dev.wharfinger.platform.http.Schema.text;
import static dev.wharfinger.platform.http.Schema.type;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Refusals;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.http.Schema;
import dev.wharfinger.platform.http.SuperuserRequest;
import dev.wharfinger.platform.http.TextLengths;
import dev.wharfinger.platform.http.WriteRequest;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.journal.Outcome;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.OffLoop;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.platform.sql.OneRow;
import dev.wharfinger.registries.servicekey.ServiceKeyEvent.ServiceKeyApproved;
import dev.wharfinger.registries.servicekey.ServiceKeyEvent.ServiceKeyCreated;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Creates a key for a service, approved by the caller; the private key is shown only once. Source:
 * contract superuser 6.1.
 */
@Path(Api.ROOT)
public class CreateServiceKey {

  static final Schema BODY =
      object()
          .required("service", "expiration")
          .property("service", string().heldTo(TextLengths.NAME))
          .property("name", text(TextLengths.NAME))
          .property("metadata", object().atMostBytes(TextLengths.METADATA_BYTES))
          .property("notes", text(TextLengths.DESCRIPTION))
          .property("expiration", anyOf(number(), type("null")));

  @Inject ApiRequest request;
  @Inject Writes writes;
  @Inject Vertx vertx;
  @Inject Pool pool;
  @Inject Settings settings;
  @Inject SuperuserRequest superusers;
  @Inject Refusals refusals;

  @POST
  @Path("superuser/keys")
  @ApiOperation(
      summary = "Create a service key.",
      scope = Scope.SUPER_USER,
      answers = @Answer(schema = "NewServiceKey"))
  public Uni<Response> createServiceKey() {
    Caller.User caller = request.requireFreshUser();
    ObjectNode body = request.body(BODY);
    superusers.mayWrite(caller);
    WriteRequest write = writes.begin(request);
    WantedKey wanted = WantedKey.of(body);
    wanted
        .issue(write.time())
        .ifPresent(issue -> {
          throw new ApiException(refusals.of(issue));
        });
    return OffLoop.compute(vertx, KeyPair::draw)
        .flatMap(pair ->
            writes
                .submit(
                    write,
                    Writes.actor(request, caller),
                    new Create(
                        wanted,
                        pair.kid(),
                        pair.jwk(),
                        caller.account(),
                        Terms.of(settings, write.time())))
                .flatMap(done ->
                    done.repeated()
                        ? shownOnce(done)
                        : Uni.createFrom().item(Replies.ok(view(wanted, pair)))));
  }

  private static ObjectNode view(WantedKey wanted, KeyPair pair) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("kid", pair.kid())
        .put("name", wanted.name())
        .put("private_key", pair.privatePem())
        .put("public_key", pair.publicPem())
        .put("service", wanted.service());
  }

  /** The key of a repeated request was shown in the first answer. */
  private Uni<Response> shownOnce(Outcome.Done done) {
    return pool.preparedQuery("SELECT kid FROM service_key WHERE created_seq = $1")
        .execute(Tuple.of(done.seq()))
        .map(rows -> rows.size() == 0 ? "" : " " + OneRow.of(rows).getString(0))
        .map(kid -> {
          throw new ApiException(
              ApiError.message(
                  409,
                  "The service key"
                      + kid
                      + " was created by this Idempotency-Key. Its private key was shown once and"
                      + " is not kept; delete it and create another."));
        });
  }

  record Create(WantedKey wanted, String kid, String jwk, AccountId creator, Terms terms)
      implements Command<ServiceKeyState> {

    @Override
    public Uni<ServiceKeyState> load(SqlConnection connection) {
      return ServiceKeyState.ofService(connection, wanted.service(), terms);
    }

    @Override
    public Decision decide(ServiceKeyState state, Ids ids) {
      Optional<ServiceKeyRejection> issue = wanted.issue(terms.now());
      if (issue.isPresent()) {
        return Decision.reject(issue.get());
      }
      long key = ids.next();
      List<ServiceKeyEvent> events = new ArrayList<>(state.lapsed());
      events.add(
          new ServiceKeyCreated(
              key,
              kid,
              wanted.service(),
              wanted.name(),
              jwk,
              wanted.metadata(),
              wanted.expires(),
              state.bookedOn()));
      events.add(
          new ServiceKeyApproved(
              key,
              kid,
              wanted.service(),
              wanted.name(),
              wanted.expires(),
              wanted.notes(),
              creator,
              true,
              state.bookedOn()));
      return Decision.accept(events);
    }
  }
}
