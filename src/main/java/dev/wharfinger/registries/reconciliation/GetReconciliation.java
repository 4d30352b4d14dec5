package dev.wharfinger.registries.reconciliation;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.http.SuperuserRequest;
import dev.wharfinger.platform.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** Shows superusers the walk that is under way, or the last one. Source: docs/reconciliation.md. */
@Path(Api.OWN_ROOT)
public class GetReconciliation {

  @Inject ApiRequest request;
  @Inject SuperuserRequest superusers;
  @Inject ReconciliationView view;

  @GET
  @Path("superuser/reconciliation")
  @ApiOperation(
      summary = "Show the walk over the attached registry that is under way, or the last one.",
      scope = Scope.SUPER_USER,
      answers = @Answer(schema = "Reconciliation"))
  public Uni<Response> getReconciliation() {
    superusers.mayRead(request.requireFreshUser());
    return view.latest().map(Replies::ok);
  }
}
