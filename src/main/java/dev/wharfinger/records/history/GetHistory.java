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
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Shows an organization, user, robot, team or repository as it was. Source: docs/history.md. */
@Path(Api.OWN_ROOT)
public class GetHistory {

  @Inject ApiRequest request;
  @Inject HistoryMoments moments;
  @Inject HistoryLives lives;
  @Inject HistoryView view;

  @GET
  @Path(HistoryPath.ENTITY)
  @ApiOperation(
      summary = "Show something as it was, with its parts.",
      scope = Scope.ORG_ADMIN,
      tag = "history",
      query = {"at", "seq", "id", "next_page"},
      answers = @Answer(schema = "History"))
  public Uni<Response> getHistory(@PathParam("kind") String kind, @PathParam("name") String name) {
    Caller.User caller = request.requireUser();
    HistoryKind wanted = HistoryKind.of(kind);
    return moments
        .at(request.query())
        .flatMap(seq ->
            lives
                .find(wanted, name, HistoryQuery.id(request.query()), seq, caller)
                .flatMap(found ->
                    view.at(
                        wanted,
                        found,
                        seq,
                        request.query().string("next_page"),
                        request.receivedAt())))
        .map(Replies::ok);
  }
}
