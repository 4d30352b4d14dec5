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
 * Creates the repository that somebody is about to push to, as createRepo would: Quay's users never
 * create one before. Source: contract neighbours 6.
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

  /** Whether there could be one of this name. */
  public boolean isPossible(RepositoryName repository) {
    return RepositoryName.isValid(repository.name(), mayHaveSlashes);
  }

  /** Creates it; whether it is there now and what he may do there is to be asked afterwards. */
  public Uni<Void> create(RepositoryName repository, ApiRequest call, Caller.User pusher) {
    WriteRequest request = writes.beginAnew(call);
    CreateRepo.Create create =
        new CreateRepo.Create(
            repository, pusher, isPublic, "", request.draw().uuid("status"), mayHaveSlashes);
    return writes
        .submit(request, Writes.actor(call, pusher), create)
        .replaceWithVoid()
        .onFailure(ApiException.class)
        .recoverWithNull();
  }
}
