package dev.wharfinger.registries.immutability;

import dev.wharfinger.platform.http.CheckedBody;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.journal.Rejection;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.sql.Pages;
import dev.wharfinger.registries.immutability.ImmutabilityEvent.ImmutabilityPolicyChanged;
import dev.wharfinger.registries.immutability.ImmutabilityEvent.ImmutabilityPolicyCreated;
import dev.wharfinger.registries.immutability.ImmutabilityEvent.ImmutabilityPolicyDeleted;
import dev.wharfinger.registries.immutability.ImmutabilityEvent.Repository;
import dev.wharfinger.registries.immutability.ImmutabilityEvent.Terms;
import dev.wharfinger.repositories.repository.PolicyPlace;
import dev.wharfinger.repositories.repository.PolicyPlace.Owner;
import dev.wharfinger.repositories.repository.PolicyTarget;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Commands on the policies of an account or a repository. Source: contract repositories 4. */
sealed interface ImmutabilityCommand extends Command<ImmutabilityCommand.State> {

  /** An existing policy. */
  record Policy(UUID uuid, String tagPattern) {}

  /** What the decision needs. */
  record State(PolicyPlace place, List<Policy> policies) {
    public State {
      policies = List.copyOf(policies);
    }

    boolean has(UUID policy) {
      return policies.stream().anyMatch(it -> it.uuid().equals(policy));
    }

    boolean hasOther(UUID policy, String pattern) {
      return policies.stream()
          .anyMatch(it -> !it.uuid().equals(policy) && it.tagPattern().equals(pattern));
    }
  }

  PolicyTarget target();

  Caller.User caller();

  UUID policy();

  /** A {@link WantedPolicy}, if the operation has one. */
  CheckedBody body();

  @Override
  default Uni<State> load(SqlConnection connection) {
    return PolicyPlace.load(connection, target(), caller())
        .flatMap(place ->
            place
                .owner()
                .map(owner -> policies(connection, owner))
                .orElseGet(() -> Uni.createFrom().item(List.of()))
                .map(policies -> new State(place, policies)));
  }

  private static Uni<List<Policy>> policies(SqlConnection connection, Owner owner) {
    return connection
        .preparedQuery(
            "SELECT uuid, tag_pattern FROM immutability_policy WHERE " + owner.policies())
        .execute(Tuple.of(owner.id()))
        .map(rows -> Pages.list(rows, row -> new Policy(row.getUUID(0), row.getString(1))));
  }

  @Override
  default Decision decide(State state, Ids ids) {
    return state
        .place()
        .denies(caller())
        .or(() -> body().fault())
        .or(this::fault)
        .map(Decision::reject)
        .orElseGet(() ->
            state
                .place()
                .owner()
                .map(owner -> decide(owner, state, ids))
                .orElseGet(() -> Decision.reject(missing())));
  }

  /** What is wrong with what is wanted, if anything is. */
  default Optional<Rejection> fault() {
    return WantedPolicy.of(body().json()).fault().map(it -> it);
  }

  private Rejection missing() {
    return switch (target()) {
      case PolicyTarget.OwnAccount _ -> new ImmutabilityRejection.NoNamespace(caller().name());
      case PolicyTarget.Namespace(String name) -> new ImmutabilityRejection.NoNamespace(name);
      case PolicyTarget.OfRepository _ -> CommonRejection.NOT_FOUND;
    };
  }

  private static @Nullable Repository repository(Owner owner) {
    return owner.repository().map(it -> new Repository(it.id(), it.name())).orElse(null);
  }

  /** Decides for an owner that exists and whose policies the caller may change. */
  Decision decide(Owner owner, State state, Ids ids);

  /** Creates a policy. */
  record Create(PolicyTarget target, Caller.User caller, UUID policy, CheckedBody body)
      implements ImmutabilityCommand {

    @Override
    public Decision decide(Owner owner, State state, Ids ids) {
      Terms terms = WantedPolicy.of(body.json()).terms();
      return state.hasOther(policy, terms.tagPattern())
          ? Decision.reject(ImmutabilityRejection.Simple.DUPLICATE)
          : Decision.accept(
              new ImmutabilityPolicyCreated(
                  ids.next(), policy, owner.namespace(), owner.name(), repository(owner), terms));
    }
  }

  /** Changes a policy. */
  record Change(PolicyTarget target, Caller.User caller, UUID policy, CheckedBody body)
      implements ImmutabilityCommand {

    @Override
    public Decision decide(Owner owner, State state, Ids ids) {
      Terms terms = WantedPolicy.of(body.json()).terms();
      if (!state.has(policy)) {
        return Decision.reject(CommonRejection.NOT_FOUND);
      }
      return state.hasOther(policy, terms.tagPattern())
          ? Decision.reject(ImmutabilityRejection.Simple.DUPLICATE)
          : Decision.accept(
              new ImmutabilityPolicyChanged(
                  policy, owner.namespace(), owner.name(), repository(owner), terms));
    }
  }

  /** Deletes a policy. */
  record Delete(PolicyTarget target, Caller.User caller, UUID policy)
      implements ImmutabilityCommand {

    @Override
    public CheckedBody body() {
      return CheckedBody.NONE;
    }

    @Override
    public Optional<Rejection> fault() {
      return Optional.empty();
    }

    @Override
    public Decision decide(Owner owner, State state, Ids ids) {
      return state.has(policy)
          ? Decision.accept(
              new ImmutabilityPolicyDeleted(
                  policy, owner.namespace(), owner.name(), repository(owner)))
          : Decision.reject(CommonRejection.NOT_FOUND);
    }
  }
}
