package dev.wharfinger.servicekey;

import static dev.wharfinger.http.Schema.object;
import static dev.wharfinger.http.Schema.text;

import dev.wharfinger.config.Settings;
import dev.wharfinger.http.Api;
import dev.wharfinger.http.ApiOperation;
import dev.wharfinger.http.ApiOperation.Answer;
import dev.wharfinger.http.ApiOperation.Body;
import dev.wharfinger.http.Call;
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
import dev.wharfinger.servicekey.ServiceKeyEvent.ServiceKeyApproved;
import dev.wharfinger.servicekey.ServiceKeyState.Found;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/**
 * Lets a service key count; once is enough, and the first approval stays. Source: contract
 * superuser 6.6.
 */
@Path(Api.ROOT)
public class ApproveServiceKey {

  static final Schema BODY = object().property("notes", text(TextLengths.DESCRIPTION));

  @Inject Call call;
  @Inject Writes writes;
  @Inject Settings settings;
  @Inject SuperuserCall superusers;

  @POST
  @Path("superuser/approvedkeys/{kid}")
  @ApiOperation(
      summary = "Approve the key of a service.",
      scope = Scope.SUPER_USER,
      body = @Body(optional = true),
      answers = @Answer(status = 201))
  public Uni<Response> approveServiceKey(@PathParam("kid") String kid) {
    Caller.User caller = call.requireFreshUser();
    String notes = call.rawBody().length == 0 ? "" : call.body(BODY).path("notes").asText();
    superusers.mayWrite(caller);
    WriteRequest request = writes.begin(call);
    return writes
        .submit(
            request,
            Writes.actor(call, caller),
            new Approve(kid, notes, caller.account(), Terms.of(settings, request.time())))
        .map(Replies::empty);
  }

  record Approve(String kid, String notes, long approver, Terms terms)
      implements Command<ServiceKeyState> {

    @Override
    public Uni<ServiceKeyState> load(SqlConnection connection) {
      return ServiceKeyState.load(connection, kid, terms);
    }

    @Override
    public Decision decide(ServiceKeyState state, Ids ids) {
      if (state.key().isEmpty()) {
        return Decision.reject(Refusal.notFound());
      }
      Found key = state.key().get();
      return key.approved()
          ? Decision.accept()
          : Decision.accept(
              new ServiceKeyApproved(
                  key.id(),
                  key.kid(),
                  key.service(),
                  key.name(),
                  key.expires(),
                  notes,
                  approver,
                  false,
                  state.bookedOn()));
    }
  }
}
