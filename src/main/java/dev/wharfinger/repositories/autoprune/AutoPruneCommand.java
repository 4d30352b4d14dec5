package dev.wharfinger.repositories.autoprune;

import dev.wharfinger.platform.http.CheckedBody;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.AutoPrunePolicyChanged;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.AutoPrunePolicyCreated;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.AutoPrunePolicyDeleted;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.Method;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.Repository;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.RepositoryAutoPrunePolicyChanged;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.RepositoryAutoPrunePolicyCreated;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.RepositoryAutoPrunePolicyDeleted;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.Terms;
import dev.wharfinger.repositories.autoprune.WantedPolicy.Reading;
import dev.wharfinger.repositories.repository.PolicyPlace;
import dev.wharfinger.repositories.repository.PolicyPlace.Owner;
import dev.wharfinger.repositories.repository.PolicyTarget;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Commands on the policies of an account or a repository. Source: contract sessions 3.7,
 * repositories 3.
 */
sealed interface AutoPruneCommand extends Command<AutoPruneCommand.State> {

  /** An existing policy. */
  record Policy(UUID uuid, Terms terms) {}

  /** What the decision needs. */
  record State(PolicyPlace place, List<Policy> policies) {
    public State {
      policies = List.copyOf(policies);
    }

    boolean has(UUID policy) {
      return policies.stream().anyMatch(it -> it.uuid().equals(policy));
    }
  }

  PolicyTarget target();

  Caller.User caller();

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
            "SELECT uuid, method, value, tag_pattern, tag_pattern_matches FROM autoprune_policy"
                + " WHERE "
                + owner.policies()
                + " ORDER BY id")
        .execute(Tuple.of(owner.id()))
        .map(rows -> {
          List<Policy> policies = new ArrayList<>();
          rows.forEach(row -> policies.add(policy(row)));
          return policies;
        });
  }

  private static Policy policy(Row row) {
    return new Policy(
        row.getUUID(0),
        new Terms(
            Method.of(row.getString(1)), row.getString(2), row.getString(3), row.getBoolean(4)));
  }

  @Override
  default Decision decide(State state, Ids ids) {
    return state
        .place()
        .denies(caller())
        .or(() -> body().fault())
        .map(Decision::reject)
        .orElseGet(() ->
            state
                .place()
                .owner()
                .map(owner -> decide(owner, state, ids))
                .orElseGet(() -> Decision.reject(CommonRejection.NOT_FOUND)));
  }

  /** Decides for an owner that exists and whose policies the caller may change. */
  Decision decide(Owner owner, State state, Ids ids);

  private static Optional<Repository> repository(Owner owner) {
    return owner.repository().map(it -> new Repository(it.id(), it.name()));
  }

  private static Event created(Owner owner, long id, UUID policy, Terms terms) {
    return repository(owner)
        .<Event>map(of ->
            new RepositoryAutoPrunePolicyCreated(
                id, policy, owner.namespace(), owner.name(), of, terms))
        .orElseGet(
            () -> new AutoPrunePolicyCreated(id, policy, owner.namespace(), owner.name(), terms));
  }

  private static Event changed(Owner owner, UUID policy, Terms terms) {
    return repository(owner)
        .<Event>map(of ->
            new RepositoryAutoPrunePolicyChanged(
                policy, owner.namespace(), owner.name(), of, terms))
        .orElseGet(
            () -> new AutoPrunePolicyChanged(policy, owner.namespace(), owner.name(), terms));
  }

  private static Event deleted(Owner owner, UUID policy) {
    return repository(owner)
        .<Event>map(
            of -> new RepositoryAutoPrunePolicyDeleted(policy, owner.namespace(), owner.name(), of))
        .orElseGet(() -> new AutoPrunePolicyDeleted(policy, owner.namespace(), owner.name()));
  }

  /** Creates a policy. */
  record Create(PolicyTarget target, Caller.User caller, UUID policy, CheckedBody body)
      implements AutoPruneCommand {

    @Override
    public Decision decide(Owner owner, State state, Ids ids) {
      return switch (WantedPolicy.of(body.json()).read()) {
        case Reading.Unreadable(AutoPruneRejection why) -> Decision.reject(why);
        case Reading.Readable(Terms terms)
            when state.policies().stream().anyMatch(it -> it.terms().equals(terms)) ->
            Decision.reject(
                owner.repository().isEmpty()
                    ? AutoPruneRejection.DUPLICATE
                    : AutoPruneRejection.DUPLICATE_IN_REPOSITORY);
        case Reading.Readable(Terms terms) ->
            Decision.accept(created(owner, ids.next(), policy, terms));
      };
    }
  }

  /** Changes a policy. */
  record Change(PolicyTarget target, Caller.User caller, UUID policy, CheckedBody body)
      implements AutoPruneCommand {

    @Override
    public Decision decide(Owner owner, State state, Ids ids) {
      if (!state.has(policy)) {
        return Decision.reject(CommonRejection.NOT_FOUND);
      }
      return switch (WantedPolicy.of(body.json()).read()) {
        case Reading.Unreadable(AutoPruneRejection why) -> Decision.reject(why);
        case Reading.Readable(Terms terms) -> Decision.accept(changed(owner, policy, terms));
      };
    }
  }

  /** Deletes a policy. */
  record Delete(PolicyTarget target, Caller.User caller, UUID policy) implements AutoPruneCommand {

    @Override
    public CheckedBody body() {
      return CheckedBody.NONE;
    }

    @Override
    public Decision decide(Owner owner, State state, Ids ids) {
      return state.has(policy)
          ? Decision.accept(deleted(owner, policy))
          : Decision.reject(CommonRejection.NOT_FOUND);
    }
  }
}
