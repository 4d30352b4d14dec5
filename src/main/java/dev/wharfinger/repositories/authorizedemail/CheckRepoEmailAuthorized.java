package dev.wharfinger.repositories.authorizedemail;

import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.repositories.repository.RepositoryAccess;
import dev.wharfinger.repositories.repository.RepositoryName;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/**
 * Tells whether an e-mail address may receive notifications of a repository. Source: contract
 * repositories 7.
 */
@Path(Api.ROOT)
public class CheckRepoEmailAuthorized {

  @Inject ApiRequest request;
  @Inject Settings settings;
  @Inject Pool pool;
  @Inject AuthorizedEmailView view;

  @GET
  @Path(RepositoryName.ROUTE + "/authorizedemail/{email}")
  @ApiOperation(
      summary = "Find out whether an e-mail address may receive notifications of a repository.",
      scope = Scope.REPO_ADMIN,
      internal = true,
      answers = @Answer(schema = "AuthorizedEmail"))
  public Uni<Response> checkRepoEmailAuthorized(
      @PathParam("repository") RepositoryName repository, @PathParam("email") String email) {
    if (!settings.featureMailing()) {
      throw ApiException.notFound();
    }
    return RepositoryAccess.load(pool, repository, request.caller())
        .map(access -> access.requireInspector(request.caller()))
        .flatMap(_ -> view.find(repository, email))
        .map(found -> Replies.ok(found.orElseThrow(() -> new ApiException(ApiError.NO_SUCH_PAGE))));
  }
}
