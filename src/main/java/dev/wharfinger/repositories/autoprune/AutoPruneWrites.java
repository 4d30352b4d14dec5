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
import dev.wharfinger.repositories.repository.PolicyTarget.Namespace;
import dev.wharfinger.repositories.repository.PolicyTarget.OfRepository;
import dev.wharfinger.repositories.repository.PolicyTarget.OwnAccount;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
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
    CheckedBody body = body(request, target);
    Caller.User caller = request.requireUser();
    WriteRequest write = writes.begin(request);
    UUID policy = write.draw().uuid("policy");
    return writes
        .submit(
            write,
            Writes.actor(request, caller),
            limited(new AutoPruneCommand.Create(target, caller, policy, body)))
        .map(done -> named(writes.drawn(write, done).uuid("policy")));
  }

  private static OneMore<AutoPruneCommand.State> limited(AutoPruneCommand.Create create) {
    return switch (create.target()) {
      case OwnAccount _ -> limited(create, create.caller().name());
      case Namespace(String name) -> limited(create, name);
      case OfRepository(var repository) ->
          new OneMore<>(
              create,
              Set.of(RepositoryAutoPrunePolicyCreated.class),
              "policies of a repository",
              "SELECT FROM autoprune_policy p JOIN repository r ON r.id = p.repository"
                  + " JOIN namespace n ON n.id = r.namespace WHERE n.name = $1 AND r.name = $2",
              List.of(repository.namespace(), repository.name()));
    };
  }

  private static OneMore<AutoPruneCommand.State> limited(
      AutoPruneCommand.Create create, String account) {
    return new OneMore<>(
        create,
        Set.of(AutoPrunePolicyCreated.class),
        "policies of an account",
        "SELECT FROM autoprune_policy p JOIN namespace n ON n.id = p.namespace"
            + " WHERE n.name = $1 AND p.repository IS NULL",
        List.of(account));
  }

  /** Changes a policy. */
  Uni<Outcome.Done> change(ApiRequest request, PolicyTarget target, String policy) {
    CheckedBody body = body(request, target);
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

  /** Of an account, the body is checked before the permission, of a repository after it. */
  private CheckedBody body(ApiRequest request, PolicyTarget target) {
    view.requireOn();
    return switch (target) {
      case OwnAccount _, Namespace _ -> new CheckedBody.Fits(request.body(WantedPolicy.BODY));
      case OfRepository _ -> request.checkedBody(WantedPolicy.BODY);
    };
  }

  private static Map<String, String> named(UUID policy) {
    return Map.of("uuid", policy.toString());
  }
}
