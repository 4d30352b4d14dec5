package dev.wharfinger.log;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.ApiOperation;
import dev.wharfinger.http.ApiOperation.Answer;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Replies;
import dev.wharfinger.security.Caller;
import dev.wharfinger.security.Scope;
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

  @Inject Call call;
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
    LogList.Wanted wanted = list.wanted(call);
    Caller.User caller = call.requireUser();
    return reader
        .account(name, caller, wanted)
        .flatMap(account -> list.page(account, true, wanted))
        .map(Replies::ok);
  }
}
