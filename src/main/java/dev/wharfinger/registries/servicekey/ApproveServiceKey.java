package dev.wharfinger.registries.servicekey;

import static dev.wharfinger.platform.http.Schema.object;
import static dev.wharfinger.platform.http.Schema.text;

import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiOperation.Body;
import dev.wharfinger.platform.http.ApiRequest;
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
import dev.wharfinger.registries.servicekey.ServiceKeyEvent.ServiceKeyApproved;
import dev.wharfinger.registries.servicekey.ServiceKeyState.Found;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Approves a service key; a repeated approval changes nothing. Source: contract superuser 6.6. */
@Path(Api.ROOT)
public class ApproveServiceKey {

  static final Schema BODY = object().property("notes", text(TextLengths.DESCRIPTION));

  @Inject ApiRequest request;
  @Inject Writes writes;
  @Inject Settings settings;
  @Inject SuperuserRequest superusers;

  @POST
  @Path("superuser/approvedkeys/{kid}")
  @ApiOperation(
      summary = "Approve a service key.",
      scope = Scope.SUPER_USER,
      body = @Body(optional = true),
      answers = @Answer(status = 201))
  public Uni<Response> approveServiceKey(@PathParam("kid") String kid) {
    Caller.User caller = request.requireFreshUser();
    String notes = request.rawBody().length == 0 ? "" : request.body(BODY).path("notes").asText();
    superusers.mayWrite(caller);
    WriteRequest write = writes.begin(request);
    return writes
        .submit(
            write,
            Writes.actor(request, caller),
            new Approve(kid, notes, caller.account(), Terms.of(settings, write.time())))
        .map(Replies::empty);
  }

  record Approve(String kid, String notes, AccountId approver, Terms terms)
      implements Command<ServiceKeyState> {

    @Override
    public Uni<ServiceKeyState> load(SqlConnection connection) {
      return ServiceKeyState.load(connection, kid, terms);
    }

    @Override
    public Decision decide(ServiceKeyState state, Ids ids) {
      if (state.key().isEmpty()) {
        return Decision.reject(CommonRejection.NOT_FOUND);
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
