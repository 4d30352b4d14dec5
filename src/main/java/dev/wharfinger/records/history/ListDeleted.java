package dev.wharfinger.records.history;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** Lists what was deleted and can be restored. Source: docs/history.md. */
@Path(Api.OWN_ROOT)
public class ListDeleted {

  @Inject ApiRequest request;
  @Inject DeletedView view;

  @GET
  @Path("history/deleted")
  @ApiOperation(
      summary = "List what was deleted and can be restored, the latest first.",
      scope = Scope.ORG_ADMIN,
      tag = "history",
      query = {"deleted_kind", "next_page"},
      answers = @Answer(schema = "HistoryDeleted"))
  public Uni<Response> listDeleted() {
    Caller.User caller = request.requireUser();
    if (!HistoryLives.sees(caller)) {
      var _ = request.requireUserInScope();
    }
    return view.page(
            request.query().string("kind").map(HistoryKind::of),
            request.query().string("next_page"),
            caller,
            request.receivedAt())
        .map(Replies::ok);
  }
}
