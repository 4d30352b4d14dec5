package dev.wharfinger.servicekey;

import dev.wharfinger.config.Settings;
import dev.wharfinger.http.Api;
import dev.wharfinger.http.ApiOperation;
import dev.wharfinger.http.ApiOperation.Answer;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Refusal;
import dev.wharfinger.http.Replies;
import dev.wharfinger.http.SuperuserCall;
import dev.wharfinger.http.WriteRequest;
import dev.wharfinger.http.Writes;
import dev.wharfinger.journal.Command;
import dev.wharfinger.journal.Decision;
import dev.wharfinger.journal.Ids;
import dev.wharfinger.security.Caller;
import dev.wharfinger.security.Scope;
import dev.wharfinger.servicekey.ServiceKeyEvent.ServiceKeyDeleted;
import dev.wharfinger.servicekey.ServiceKeyState.Found;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes a service key away, and with it those of the same service whose time is over. Source:
 * contract superuser 6.5.
 */
@Path(Api.ROOT)
public class DeleteServiceKey {

  @Inject Call call;
  @Inject Writes writes;
  @Inject Settings settings;
  @Inject SuperuserCall superusers;

  @DELETE
  @Path("superuser/keys/{kid}")
  @ApiOperation(
      summary = "Delete the key of a service.",
      scope = Scope.SUPER_USER,
      answers = @Answer(status = 204))
  public Uni<Response> deleteServiceKey(@PathParam("kid") String kid) {
    Caller.User caller = call.requireFreshUser();
    superusers.mayWrite(caller);
    WriteRequest request = writes.begin(call);
    return writes
        .submit(
            request,
            Writes.actor(call, caller),
            new Delete(kid, Terms.of(settings, request.time())))
        .map(Replies::noContent);
  }

  record Delete(String kid, Terms terms) implements Command<ServiceKeyState> {

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
      List<ServiceKeyEvent> events = new ArrayList<>();
      events.add(
          new ServiceKeyDeleted(
              key.id(),
              key.kid(),
              key.service(),
              key.name(),
              key.created(),
              key.expires(),
              state.bookedOn()));
      state.lapsed().stream().filter(it -> it.key() != key.id()).forEach(events::add);
      return Decision.accept(events);
    }
  }
}
