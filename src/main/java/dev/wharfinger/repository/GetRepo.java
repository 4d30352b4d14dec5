package dev.wharfinger.repository;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Replies;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Shows a repository, a public one to everybody. Source: contract neighbours 6. */
@Path(Api.ROOT)
public class GetRepo {

  @Inject Call call;
  @Inject RepositoryView view;

  @GET
  @Path(RepositoryName.ROUTE)
  @Operation(operationId = "getRepo", summary = "Get a repository.")
  public Uni<Response> getRepo(@PathParam("repository") RepositoryName repository) {
    return view.find(
            repository,
            call.caller(),
            new RepositoryView.Wanted(
                call.query().flag("includeTags", true),
                call.query().flag("includeStats", false),
                call.receivedAt()))
        .map(Replies::ok);
  }
}
