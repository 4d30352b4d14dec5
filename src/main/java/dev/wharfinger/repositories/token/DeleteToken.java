package dev.wharfinger.repositories.token;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.repositories.repository.RepositoryName;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Deletes no access token: they exist no longer. Source: contract repositories 11. */
@Path(Api.ROOT)
public class DeleteToken {

  @Inject ApiRequest request;
  @Inject RemovedTokenReplies tokens;

  @DELETE
  @Path(RepositoryName.ROUTE + "/tokens/{code}")
  @ApiOperation(
      summary = "Gone: delete an access token of a repository.",
      scope = Scope.REPO_ADMIN,
      answers = @Answer(status = 410, schema = "Message"))
  public Uni<Response> deleteToken(
      @PathParam("repository") RepositoryName repository, @PathParam("code") String code) {
    return tokens.delete(repository, request);
  }
}
