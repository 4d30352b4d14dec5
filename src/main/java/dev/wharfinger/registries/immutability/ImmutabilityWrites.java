package dev.wharfinger.registries.immutability;

import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.CheckedBody;
import dev.wharfinger.platform.http.OneMore;
import dev.wharfinger.platform.http.PathId;
import dev.wharfinger.platform.http.WriteRequest;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.registries.immutability.ImmutabilityEvent.ImmutabilityPolicyCreated;
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
    CheckedBody body = body(request, target);
    Caller.User caller = request.requireUser();
    WriteRequest write = writes.begin(request);
    UUID drawn = write.draw().uuid("policy");
    return writes
        .submit(
            write,
            Writes.actor(request, caller),
            limited(new ImmutabilityCommand.Create(target, caller, drawn, body)))
        .map(done -> writes.drawn(write, done).uuid("policy"))
        .call(apply::soon)
        .map(ImmutabilityWrites::named);
  }

  private static OneMore<ImmutabilityCommand.State> limited(ImmutabilityCommand.Create create) {
    return switch (create.target()) {
      case OwnAccount _ -> limited(create, create.caller().name());
      case Namespace(String name) -> limited(create, name);
      case OfRepository(var repository) ->
          new OneMore<>(
              create,
              Set.of(ImmutabilityPolicyCreated.class),
              "immutability policies of a repository",
              "SELECT FROM immutability_policy p JOIN repository r ON r.id = p.repository"
                  + " JOIN namespace n ON n.id = r.namespace WHERE n.name = $1 AND r.name = $2",
              List.of(repository.namespace(), repository.name()),
              MOST);
    };
  }

  private static OneMore<ImmutabilityCommand.State> limited(
      ImmutabilityCommand.Create create, String account) {
    return new OneMore<>(
        create,
        Set.of(ImmutabilityPolicyCreated.class),
        "immutability policies of an account",
        "SELECT FROM immutability_policy p JOIN namespace n ON n.id = p.namespace"
            + " WHERE n.name = $1 AND p.repository IS NULL",
        List.of(account),
        MOST);
  }

  /** Changes a policy. */
  Uni<Void> change(ApiRequest request, PolicyTarget target, String policy) {
    CheckedBody body = body(request, target);
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
