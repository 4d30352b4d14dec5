package dev.wharfinger.registries.reconciliation;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.http.SuperuserRequest;
import dev.wharfinger.platform.http.WriteRequest;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/**
 * Starts a walk over the attached registry, unless one is under way; 501 without a registry.
 * Source: docs/reconciliation.md.
 */
@Path(Api.OWN_ROOT)
public class StartReconciliation {

  private static final ApiError NOT_ATTACHED =
      ApiError.message(501, "This service is not attached to a registry, or to several.");

  @Inject ApiRequest request;
  @Inject SuperuserRequest superusers;
  @Inject Writes writes;
  @Inject WalkedRegistry registry;

  @POST
  @Path("superuser/reconciliation")
  @ApiOperation(
      summary = "Start a walk over the attached registry.",
      scope = Scope.SUPER_USER,
      answers = {
        @Answer(status = 201, schema = "EmptyText"),
        @Answer(status = 202, schema = "EmptyText")
      })
  public Uni<Response> startReconciliation() {
    Caller.User caller = request.requireFreshUser();
    superusers.mayWrite(caller);
    if (!registry.isAttached()) {
      throw new ApiException(NOT_ATTACHED);
    }
    WriteRequest write = writes.begin(request);
    return writes
        .submit(
            write,
            Writes.actor(request, caller),
            new StartWalk(write.draw().uuid("reconciliation")))
        .map(done -> done.seq() == 0 ? Replies.accepted() : Replies.json(201, ""));
  }
}
