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
import jakarta.ws.rs.core.Response;

/**
 * Lists when it changed what an account could do with a repository, and by whom. Source:
 * docs/history.md.
 */
@Path(Api.OWN_ROOT)
public class ListHistoryAccessChanges {

  @Inject ApiRequest request;
  @Inject HistoryMoments moments;
  @Inject HistoryLives lives;
  @Inject HistoryAccessView access;
  @Inject HistoryAccessChangesView view;

  @GET
  @Path("history/access/changes")
  @ApiOperation(
      summary = "List when an account's access to a repository changed, the latest change first.",
      scope = Scope.ORG_ADMIN,
      tag = "history",
      query = {"account", "repository", "from", "to", "id", "next_page"},
      answers = @Answer(schema = "HistoryAccessChanges"))
  public Uni<Response> listHistoryAccessChanges() {
    Caller.User caller = request.requireUser();
    Query query = request.query();
    String account = HistoryQuery.required(query, "account");
    String repository = HistoryQuery.required(query, "repository");
    return moments
        .between(query)
        .flatMap(interval ->
            lives
                .find(
                    HistoryKind.REPOSITORY,
                    repository,
                    HistoryQuery.id(query),
                    interval.to(),
                    caller)
                .flatMap(found ->
                    access
                        .account(account)
                        .flatMap(id ->
                            view.page(
                                found.life(),
                                new HistoryAccessChangesView.Wanted(
                                    id,
                                    interval.from(),
                                    interval.to(),
                                    query.string("next_page"),
                                    request.receivedAt())))))
        .map(Replies::ok);
  }
}
