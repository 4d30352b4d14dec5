package dev.wharfinger.proxycache;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.ApiOperation;
import dev.wharfinger.http.ApiOperation.Answer;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Refusal;
import dev.wharfinger.http.Replies;
import dev.wharfinger.http.Writes;
import dev.wharfinger.journal.Command;
import dev.wharfinger.journal.Decision;
import dev.wharfinger.journal.Ids;
import dev.wharfinger.proxycache.ProxyCacheEvent.ProxyCacheDeleted;
import dev.wharfinger.security.Caller;
import dev.wharfinger.security.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Ends an organization's being a proxy cache. Source: contract organization 2.17. */
@Path(Api.ROOT)
public class DeleteProxyCacheConfig {

  @Inject Call call;
  @Inject Writes writes;
  @Inject ProxyCacheSwitch proxyCaches;

  @DELETE
  @Path("organization/{orgname}/proxycache")
  @ApiOperation(
      summary = "Make an organization a proxy cache no more.",
      scope = Scope.ORG_ADMIN,
      answers = @Answer(status = 201, schema = "Deleted"))
  public Uni<Response> deleteProxyCacheConfig(@PathParam("orgname") String organization) {
    proxyCaches.requireOn();
    Caller.User caller = call.requireUser();
    return writes.submit(call, caller, new Delete(organization, caller)).map(Replies::deleted);
  }

  record Delete(String organization, Caller.User caller) implements Command<ProxyCacheState> {

    @Override
    public Uni<ProxyCacheState> load(SqlConnection connection) {
      return ProxyCacheState.load(connection, organization, caller);
    }

    @Override
    public Decision decide(ProxyCacheState state, Ids ids) {
      if (!state.access().administers(caller)) {
        return Decision.reject(Refusal.denied(caller));
      }
      return state.configured()
          ? Decision.accept(new ProxyCacheDeleted(state.access().organization().orElseThrow()))
          : Decision.reject(Refusal.notFound());
    }
  }
}
