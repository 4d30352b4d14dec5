package dev.wharfinger.records.history;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
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
import java.util.Optional;

/** Tells what is different between two moments. Source: docs/history.md. */
@Path(Api.OWN_ROOT)
public class GetHistoryDiff {

  @Inject ApiRequest request;
  @Inject HistoryMoments moments;
  @Inject HistoryLives lives;
  @Inject HistoryDiffView view;

  @GET
  @Path("history/diff")
  @ApiOperation(
      summary = "Compare something and its parts at two moments.",
      scope = Scope.ORG_ADMIN,
      tag = "history",
      query = {"kind", "name", "from", "to", "id", "next_page"},
      answers = @Answer(schema = "HistoryDiff"))
  public Uni<Response> getHistoryDiff() {
    Caller.User caller = request.requireUser();
    Query query = request.query();
    HistoryKind kind = HistoryKind.of(HistoryQuery.required(query, "kind"));
    String name = HistoryQuery.required(query, "name");
    String from = HistoryQuery.required(query, "from");
    return Uni.combine()
        .all()
        .unis(moments.until(Optional.of(from), "from"), moments.until(query.string("to"), "to"))
        .asTuple()
        .flatMap(ends -> {
          if (ends.getItem1() > ends.getItem2()) {
            throw new ApiException(ApiError.invalidRequest("from is later than to"));
          }
          return lives
              .find(kind, name, HistoryQuery.id(query), ends.getItem2(), caller)
              .flatMap(found ->
                  view.between(
                      found,
                      ends.getItem1(),
                      ends.getItem2(),
                      query.string("next_page"),
                      request.receivedAt()));
        })
        .map(Replies::ok);
  }
}
