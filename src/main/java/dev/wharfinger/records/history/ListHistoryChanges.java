package dev.wharfinger.records.history;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Query;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Lists who changed what, when, from where and how. Source: docs/history.md. */
@Path(Api.OWN_ROOT)
public class ListHistoryChanges {

  @Inject ApiRequest request;
  @Inject HistoryMoments moments;
  @Inject HistoryLives lives;
  @Inject HistoryChangesView view;

  @GET
  @Path(HistoryPath.ENTITY + "/changes")
  @ApiOperation(
      summary = "List the changes of something and of its parts, the latest first.",
      scope = Scope.ORG_ADMIN,
      tag = "history",
      query = {"from", "to", "field", "actor", "id", "next_page"},
      answers = @Answer(schema = "HistoryChanges"))
  public Uni<Response> listHistoryChanges(
      @PathParam("kind") String kind, @PathParam("name") String name) {
    Caller.User caller = request.requireUser();
    HistoryKind wanted = HistoryKind.of(kind);
    Query query = request.query();
    return moments
        .between(query)
        .flatMap(interval ->
            lives
                .find(wanted, name, HistoryQuery.id(query), interval.to(), caller)
                .flatMap(found ->
                    view.page(
                        found,
                        new HistoryChangesView.Wanted(
                            interval.from(),
                            interval.to(),
                            query.string("field"),
                            query.string("actor"),
                            query.string("next_page"),
                            request.receivedAt()))))
        .map(Replies::ok);
  }
}
