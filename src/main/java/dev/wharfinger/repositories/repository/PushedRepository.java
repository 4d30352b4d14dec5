package dev.wharfinger.repositories.repository;

import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.WriteRequest;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.security.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * Creates the repository that a client is about to push to, as createRepo would: users of Quay do
 * not create one before pushing. Source: contract neighbours 6.
 */
@Singleton
public class PushedRepository {

  private final Writes writes;
  private final boolean isPublic;
  private final boolean mayHaveSlashes;

  @Inject
  PushedRepository(Writes writes, Settings settings) {
    this.writes = writes;
    this.isPublic = !settings.createPrivateRepoOnPush();
    this.mayHaveSlashes = settings.featureExtendedRepositoryNames();
  }

  /** Whether the name is valid for a repository. */
  public boolean isPossible(RepositoryName repository) {
    return RepositoryName.isValid(repository.name(), mayHaveSlashes);
  }

  /**
   * Creates it, also for a member of its organization if that is a proxy cache; its existence and
   * the caller's permissions are to be queried afterwards.
   */
  public Uni<Void> create(RepositoryName repository, ApiRequest request, Caller.User pusher) {
    WriteRequest write = writes.beginAnew(request);
    CreateRepo.Create create =
        new CreateRepo.Create(
            repository, pusher, isPublic, "", write.draw().uuid("status"), mayHaveSlashes, true);
    return writes
        .submit(write, Writes.actor(request, pusher), create)
        .replaceWithVoid()
        .onFailure(ApiException.class)
        .recoverWithNull();
  }
}
