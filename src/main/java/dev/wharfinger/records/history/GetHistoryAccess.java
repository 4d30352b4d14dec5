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
 * Tells what an account could do with a repository at a moment, and by what. Source:
 * docs/history.md.
 */
@Path(Api.OWN_ROOT)
public class GetHistoryAccess {

  @Inject ApiRequest request;
  @Inject HistoryMoments moments;
  @Inject HistoryLives lives;
  @Inject HistoryAccessView view;

  @GET
  @Path("history/access")
  @ApiOperation(
      summary = "Show what an account could do with a repository, and by what.",
      scope = Scope.ORG_ADMIN,
      tag = "history",
      query = {"account", "repository", "at", "seq", "id"},
      answers = @Answer(schema = "HistoryAccess"))
  public Uni<Response> getHistoryAccess() {
    Caller.User caller = request.requireUser();
    Query query = request.query();
    String account = HistoryQuery.required(query, "account");
    String repository = HistoryQuery.required(query, "repository");
    return moments
        .at(query)
        .flatMap(seq ->
            lives
                .find(HistoryKind.REPOSITORY, repository, HistoryQuery.id(query), seq, caller)
                .flatMap(
                    found -> view.account(account).flatMap(id -> view.of(id, found.life(), seq))))
        .map(Replies::ok);
  }
}
