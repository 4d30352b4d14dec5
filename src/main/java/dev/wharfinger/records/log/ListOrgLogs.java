package dev.wharfinger.records.log;

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

/**
 * Shows what happened to an organization to its administrators; the caller's own name is served
 * too. Source: contract neighbours 9.
 */
@Path(Api.ROOT)
public class ListOrgLogs {

  @Inject ApiRequest request;
  @Inject LogList list;
  @Inject LogReader reader;

  @GET
  @Path("organization/{orgname}/logs")
  @ApiOperation(
      summary = "List the usage logs of an organization.",
      scope = Scope.ORG_ADMIN,
      query = {"starttime", "endtime", "performer", "next_page"},
      answers = @Answer(schema = "LogPage"))
  public Uni<Response> listOrgLogs(@PathParam("orgname") String name) {
    LogList.Wanted wanted = list.wanted(request);
    Caller.User caller = request.requireUser();
    return reader
        .account(name, caller, wanted)
        .flatMap(account -> list.page(account, true, wanted))
        .map(Replies::ok);
  }
}
