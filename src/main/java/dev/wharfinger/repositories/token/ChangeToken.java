package dev.wharfinger.repositories.token;

import static dev.wharfinger.platform.http.Schema.oneOfTexts;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Schema;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.repositories.repository.RepositoryName;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Changes no access token: they exist no longer. Source: contract repositories 11. */
@Path(Api.ROOT)
public class ChangeToken {

  static final Schema BODY =
      Schema.object().required("role").property("role", oneOfTexts("read", "write", "admin"));

  @Inject ApiRequest request;
  @Inject RemovedTokenReplies tokens;

  @PUT
  @Path(RepositoryName.ROUTE + "/tokens/{code}")
  @ApiOperation(
      summary = "Gone: change an access token of a repository.",
      scope = Scope.REPO_ADMIN,
      answers = @Answer(status = 410, schema = "Message"))
  public Uni<Response> changeToken(
      @PathParam("repository") RepositoryName repository, @PathParam("code") String code) {
    return tokens.change(repository, request, BODY);
  }
}
