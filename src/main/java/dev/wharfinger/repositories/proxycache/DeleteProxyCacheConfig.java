package dev.wharfinger.repositories.proxycache;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.repositories.proxycache.ProxyCacheEvent.ProxyCacheDeleted;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Removes the proxy cache configuration of an organization. Source: contract organization 2.17. */
@Path(Api.ROOT)
public class DeleteProxyCacheConfig {

  @Inject ApiRequest request;
  @Inject Writes writes;
  @Inject ProxyCacheSwitch proxyCaches;

  @DELETE
  @Path("organization/{orgname}/proxycache")
  @ApiOperation(
      summary = "Stop an organization from being a proxy cache.",
      scope = Scope.ORG_ADMIN,
      answers = @Answer(status = 201, schema = "Deleted"))
  public Uni<Response> deleteProxyCacheConfig(@PathParam("orgname") String organization) {
    proxyCaches.requireOn();
    Caller.User caller = request.requireUser();
    return writes.submit(request, caller, new Delete(organization, caller)).map(Replies::deleted);
  }

  record Delete(String organization, Caller.User caller) implements Command<ProxyCacheState> {

    @Override
    public Uni<ProxyCacheState> load(SqlConnection connection) {
      return ProxyCacheState.load(connection, organization, caller);
    }

    @Override
    public Decision decide(ProxyCacheState state, Ids ids) {
      if (!state.access().administers(caller)) {
        return Decision.reject(caller.denial());
      }
      return state.configured()
          ? Decision.accept(new ProxyCacheDeleted(state.access().organization().orElseThrow()))
          : Decision.reject(CommonRejection.NOT_FOUND);
    }
  }
}
