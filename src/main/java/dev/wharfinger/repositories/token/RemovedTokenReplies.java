package dev.wharfinger.repositories.token;

import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Schema;
import dev.wharfinger.repositories.repository.RepositoryAccess;
import dev.wharfinger.repositories.repository.RepositoryEvent.Role;
import dev.wharfinger.repositories.repository.RepositoryName;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;

/**
 * Tells those who administer a repository, whether it exists or not, that there are no access
 * tokens of repositories any more. Source: contract repositories 11.
 */
@Singleton
class RemovedTokenReplies {

  private static final ApiError NOT_HANDLED =
      ApiError.message(410, "Handling of access tokens is no longer supported");

  private static final ApiError NOT_CREATED =
      ApiError.message(410, "Creation of access tokens is no longer supported");

  private final Pool pool;

  @Inject
  RemovedTokenReplies(Pool pool) {
    this.pool = pool;
  }

  /** Refuses to show tokens. */
  Uni<Response> show(RepositoryName repository, ApiRequest request) {
    return access(repository, request)
        .map(access -> access.requireInspector(request.caller()))
        .map(_ -> refuse(NOT_HANDLED));
  }

  /** Refuses to create a token, if the body is one that a token could be created with. */
  Uni<Response> create(RepositoryName repository, ApiRequest request, Schema body) {
    return administered(repository, request)
        .invoke(() -> {
          var _ = request.body(body);
        })
        .map(_ -> refuse(NOT_CREATED));
  }

  /** Refuses to change a token, if the body is one that a token could be changed with. */
  Uni<Response> change(RepositoryName repository, ApiRequest request, Schema body) {
    return administered(repository, request)
        .invoke(() -> {
          var _ = request.body(body);
        })
        .map(_ -> refuse(NOT_HANDLED));
  }

  /** Refuses to delete a token. */
  Uni<Response> delete(RepositoryName repository, ApiRequest request) {
    return administered(repository, request).map(_ -> refuse(NOT_HANDLED));
  }

  private Uni<RepositoryAccess> administered(RepositoryName repository, ApiRequest request) {
    return access(repository, request).map(access -> access.require(Role.ADMIN, request.caller()));
  }

  private Uni<RepositoryAccess> access(RepositoryName repository, ApiRequest request) {
    return RepositoryAccess.load(pool, repository, request.caller());
  }

  private static Response refuse(ApiError gone) {
    throw new ApiException(gone);
  }
}
