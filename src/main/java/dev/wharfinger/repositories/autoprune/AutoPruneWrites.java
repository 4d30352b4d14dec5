package dev.wharfinger.repositories.autoprune;

import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.CheckedBody;
import dev.wharfinger.platform.http.OneMore;
import dev.wharfinger.platform.http.PathId;
import dev.wharfinger.platform.http.WriteRequest;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.journal.Outcome;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.AutoPrunePolicyCreated;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.RepositoryAutoPrunePolicyCreated;
import dev.wharfinger.repositories.repository.PolicyTarget;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Turns requests of all route families into commands, with the checks in their order. Source:
 * contract sessions 3.7, repositories 3.
 */
@Singleton
class AutoPruneWrites {

  /** An id that no policy has. */
  private static final UUID NOTHING = new UUID(0, 0);

  private final Writes writes;
  private final AutoPruneView view;

  @Inject
  AutoPruneWrites(Writes writes, AutoPruneView view) {
    this.writes = writes;
    this.view = view;
  }

  /** Creates a policy; returns its id. */
  Uni<Map<String, String>> create(ApiRequest request, PolicyTarget target) {
    view.requireOn();
    CheckedBody body = target.body(request, WantedPolicy.BODY);
    Caller.User caller = request.requireUser();
    WriteRequest write = writes.begin(request);
    UUID policy = write.draw().uuid("policy");
    return writes
        .submit(
            write,
            Writes.actor(request, caller),
            target.oneMore(
                new AutoPruneCommand.Create(target, caller, policy, body),
                caller,
                Set.of(AutoPrunePolicyCreated.class, RepositoryAutoPrunePolicyCreated.class),
                "autoprune_policy",
                "policies",
                OneMore.MOST))
        .map(done -> named(writes.drawn(write, done).uuid("policy")));
  }

  /** Changes a policy. */
  Uni<Outcome.Done> change(ApiRequest request, PolicyTarget target, String policy) {
    view.requireOn();
    CheckedBody body = target.body(request, WantedPolicy.BODY);
    Caller.User caller = request.requireUser();
    return writes.submit(
        request,
        caller,
        new AutoPruneCommand.Change(target, caller, PathId.uuid(policy).orElse(NOTHING), body));
  }

  /** Deletes a policy; returns its id. */
  Uni<Map<String, String>> delete(ApiRequest request, PolicyTarget target, String policy) {
    view.requireOn();
    Caller.User caller = request.requireUser();
    UUID uuid = PathId.uuid(policy).orElse(NOTHING);
    return writes
        .submit(request, caller, new AutoPruneCommand.Delete(target, caller, uuid))
        .map(_ -> named(uuid));
  }

  private static Map<String, String> named(UUID policy) {
    return Map.of("uuid", policy.toString());
  }
}
