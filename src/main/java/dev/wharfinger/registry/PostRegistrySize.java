package dev.wharfinger.registry;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.ApiOperation;
import dev.wharfinger.http.ApiOperation.Answer;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Replies;
import dev.wharfinger.http.SuperuserCall;
import dev.wharfinger.http.WriteRequest;
import dev.wharfinger.http.Writes;
import dev.wharfinger.journal.Command;
import dev.wharfinger.journal.Decision;
import dev.wharfinger.journal.Ids;
import dev.wharfinger.registry.RegistryEvent.RegistrySizeQueued;
import dev.wharfinger.security.Caller;
import dev.wharfinger.security.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/**
 * Asks for the size of the registry to be computed; one that is asked for or under way is enough.
 * Source: contract superuser 8.2.
 */
@Path(Api.ROOT)
public class PostRegistrySize {

  @Inject Call call;
  @Inject Writes writes;
  @Inject SuperuserCall superusers;

  @POST
  @Path("superuser/registrysize/")
  @ApiOperation(
      summary = "Ask for the size of the registry to be computed.",
      scope = Scope.SUPER_USER,
      answers = {
        @Answer(status = 201, schema = "EmptyText"),
        @Answer(status = 202, schema = "EmptyText")
      })
  public Uni<Response> postRegistrySize() {
    Caller.User caller = call.requireFreshUser();
    superusers.mayWrite(caller);
    WriteRequest request = writes.begin(call);
    return writes
        .submit(request, Writes.actor(call, caller), new Queue(request.draw().uuid("run")))
        .map(done -> done.seq() == 0 ? Replies.accepted() : Replies.json(201, ""));
  }

  record Queue(UUID run) implements Command<RegistrySizeState> {

    @Override
    public Uni<RegistrySizeState> load(SqlConnection connection) {
      return RegistrySizeState.load(connection);
    }

    @Override
    public Decision decide(RegistrySizeState state, Ids ids) {
      return switch (state) {
        case RegistrySizeState.Idle _ -> Decision.accept(new RegistrySizeQueued(run));
        case RegistrySizeState.Queued _, RegistrySizeState.Running _ -> Decision.accept();
      };
    }
  }
}
