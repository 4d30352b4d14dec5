package dev.wharfinger.registries.registry;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.http.SuperuserRequest;
import dev.wharfinger.platform.http.WriteRequest;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.registries.registry.RegistryEvent.RegistrySizeQueued;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/**
 * Requests the computation of the registry's size, unless one is queued or running. Source:
 * contract superuser 8.2.
 */
@Path(Api.ROOT)
public class PostRegistrySize {

  @Inject ApiRequest request;
  @Inject Writes writes;
  @Inject SuperuserRequest superusers;

  @POST
  @Path("superuser/registrysize/")
  @ApiOperation(
      summary = "Queue the computation of the registry's size.",
      scope = Scope.SUPER_USER,
      answers = {
        @Answer(status = 201, schema = "EmptyText"),
        @Answer(status = 202, schema = "EmptyText")
      })
  public Uni<Response> postRegistrySize() {
    Caller.User caller = request.requireFreshUser();
    superusers.mayWrite(caller);
    WriteRequest write = writes.begin(request);
    return writes
        .submit(write, Writes.actor(request, caller), new Queue(write.draw().uuid("run")))
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
