package dev.wharfinger.repositories.token;

import static dev.wharfinger.platform.http.Schema.string;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Schema;
import dev.wharfinger.platform.http.TextLengths;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.repositories.repository.RepositoryName;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Creates no access token: they exist no longer. Source: contract repositories 11. */
@Path(Api.ROOT)
public class CreateToken {

  static final Schema BODY =
      Schema.object()
          .required("friendlyName")
          .property("friendlyName", string().heldTo(TextLengths.NAME));

  @Inject ApiRequest request;
  @Inject RemovedTokenReplies tokens;

  @POST
  @Path(RepositoryName.ROUTE + "/tokens/")
  @ApiOperation(
      summary = "Gone: create an access token of a repository.",
      scope = Scope.REPO_ADMIN,
      answers = @Answer(status = 410, schema = "Message"))
  public Uni<Response> createToken(@PathParam("repository") RepositoryName repository) {
    return tokens.create(repository, request, BODY);
  }
}
