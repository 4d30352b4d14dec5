package dev.wharfinger.registries.immutability;

import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.CheckedBody;
import dev.wharfinger.platform.http.PathId;
import dev.wharfinger.platform.http.WriteRequest;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.registries.immutability.ImmutabilityEvent.ImmutabilityPolicyCreated;
import dev.wharfinger.repositories.repository.PolicyTarget;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Turns requests into commands, with the checks in their order, and has new and changed policies
 * carried out. Source: contract repositories 4.
 */
@Singleton
class ImmutabilityWrites {

  /** Each is asked about each tag that is pushed. */
  @Bound(
      of = "immutability policies of an account, and of a repository",
      unit = "items",
      beyond = "400",
      test = "ImmutabilityPolicyApiTest.keepsSoManyPoliciesAndNoMore")
  static final int MOST = 100;

  /** An id that no policy has. */
  private static final UUID NOTHING = new UUID(0, 0);

  private final Writes writes;
  private final ImmutabilityPolicyView view;
  private final ApplyImmutability apply;

  @Inject
  ImmutabilityWrites(Writes writes, ImmutabilityPolicyView view, ApplyImmutability apply) {
    this.writes = writes;
    this.view = view;
    this.apply = apply;
  }

  /** Creates a policy; returns its id. */
  Uni<Map<String, String>> create(ApiRequest request, PolicyTarget target) {
    view.requireOn();
    CheckedBody body = target.body(request, WantedPolicy.BODY);
    Caller.User caller = request.requireUser();
    WriteRequest write = writes.begin(request);
    UUID drawn = write.draw().uuid("policy");
    return writes
        .submit(
            write,
            Writes.actor(request, caller),
            target.oneMore(
                new ImmutabilityCommand.Create(target, caller, drawn, body),
                caller,
                Set.of(ImmutabilityPolicyCreated.class),
                "immutability_policy",
                "immutability policies",
                MOST))
        .map(done -> writes.drawn(write, done).uuid("policy"))
        .call(apply::soon)
        .map(ImmutabilityWrites::named);
  }

  /** Changes a policy. */
  Uni<Void> change(ApiRequest request, PolicyTarget target, String policy) {
    view.requireOn();
    CheckedBody body = target.body(request, WantedPolicy.BODY);
    Caller.User caller = request.requireUser();
    UUID uuid = PathId.uuid(policy).orElse(NOTHING);
    return writes
        .submit(request, caller, new ImmutabilityCommand.Change(target, caller, uuid, body))
        .flatMap(_ -> apply.soon(uuid));
  }

  /** Deletes a policy; returns its id. */
  Uni<Map<String, String>> delete(ApiRequest request, PolicyTarget target, String policy) {
    view.requireOn();
    Caller.User caller = request.requireUser();
    UUID uuid = PathId.uuid(policy).orElse(NOTHING);
    return writes
        .submit(request, caller, new ImmutabilityCommand.Delete(target, caller, uuid))
        .map(_ -> named(uuid));
  }

  private static Map<String, String> named(UUID policy) {
    return Map.of("uuid", policy.toString());
  }
}
