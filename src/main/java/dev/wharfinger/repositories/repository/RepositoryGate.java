package dev.wharfinger.repositories.repository;

import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.RestrictedUsers;
import dev.wharfinger.repositories.repository.RepositoryAccess.Present;
import dev.wharfinger.repositories.repository.RepositoryEvent.Role;
import dev.wharfinger.repositories.repository.RepositoryEvent.State;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * Admits callers to what hangs on a repository, which need not exist: the permission first, then
 * the state of the repository, then whether the caller is restricted. Source: contract repositories
 * 0.2.
 */
@Singleton
public class RepositoryGate {

  private static final int LATER_SECONDS = 60;

  private static final ApiError RESTRICTED =
      ApiError.message(403, "Operation not allowed on restricted user owned namespace");

  private final Pool pool;
  private final Settings settings;

  @Inject
  RepositoryGate(Pool pool, Settings settings) {
    this.pool = pool;
    this.settings = settings;
  }

  /** For those who may read the repository. */
  public Uni<RepositoryAccess> reader(RepositoryName repository, ApiRequest request) {
    return load(repository, request).map(access -> access.requireReader(request.caller()));
  }

  /** For those who may read its administrative data. */
  public Uni<RepositoryAccess> inspector(RepositoryName repository, ApiRequest request) {
    return load(repository, request).map(access -> access.requireInspector(request.caller()));
  }

  /** For those who have the role, in whatever state the repository is. */
  public Uni<RepositoryAccess> holder(Role needed, RepositoryName repository, ApiRequest request) {
    return load(repository, request).map(access -> access.require(needed, request.caller()));
  }

  /** For those who have the role, if the repository can be changed. */
  public Uni<RepositoryAccess> change(Role needed, RepositoryName repository, ApiRequest request) {
    return holder(needed, repository, request)
        .invoke(access -> refuseClosed(access, repository, request.caller()));
  }

  private Uni<RepositoryAccess> load(RepositoryName repository, ApiRequest request) {
    return RepositoryAccess.load(pool, repository, request.caller());
  }

  private void refuseClosed(RepositoryAccess access, RepositoryName repository, Caller caller) {
    if (access instanceof Present present && present.state() != State.NORMAL) {
      throw new ApiException(
          new ApiError.Unavailable(
              "Repository is in read only or mirror mode: " + present.state().ordinal(),
              LATER_SECONDS));
    }
    if (caller instanceof Caller.User user
        && user.name().equals(repository.namespace())
        && RestrictedUsers.includes(user, settings)) {
      throw new ApiException(RESTRICTED);
    }
  }
}
