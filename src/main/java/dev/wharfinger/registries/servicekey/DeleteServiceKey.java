package dev.wharfinger.registries.servicekey;

import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.http.SuperuserRequest;
import dev.wharfinger.platform.http.WriteRequest;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.registries.servicekey.ServiceKeyEvent.ServiceKeyDeleted;
import dev.wharfinger.registries.servicekey.ServiceKeyState.Found;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;

/** Deletes a service key, and expired ones of the same service. Source: contract superuser 6.5. */
@Path(Api.ROOT)
public class DeleteServiceKey {

  @Inject ApiRequest request;
  @Inject Writes writes;
  @Inject Settings settings;
  @Inject SuperuserRequest superusers;

  @DELETE
  @Path("superuser/keys/{kid}")
  @ApiOperation(
      summary = "Delete a service key.",
      scope = Scope.SUPER_USER,
      answers = @Answer(status = 204))
  public Uni<Response> deleteServiceKey(@PathParam("kid") String kid) {
    Caller.User caller = request.requireFreshUser();
    superusers.mayWrite(caller);
    WriteRequest write = writes.begin(request);
    return writes
        .submit(
            write, Writes.actor(request, caller), new Delete(kid, Terms.of(settings, write.time())))
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
        return Decision.reject(CommonRejection.NOT_FOUND);
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
