package dev.wharfinger.repositories.autoprune;

import dev.wharfinger.platform.http.CheckedBody;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.Method;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.Terms;
import dev.wharfinger.repositories.autoprune.AutoPrunePlace.Owner;
import dev.wharfinger.repositories.autoprune.WantedPolicy.Reading;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Commands on the policies of an account or a repository. Source: contract sessions 3.7,
 * repositories 3.
 */
sealed interface AutoPruneCommand extends Command<AutoPruneCommand.State> {

  /** An existing policy. */
  record Policy(UUID uuid, Terms terms) {}

  /** What the decision needs. */
  record State(AutoPrunePlace place, List<Policy> policies) {
    public State {
      policies = List.copyOf(policies);
    }

    boolean has(UUID policy) {
      return policies.stream().anyMatch(it -> it.uuid().equals(policy));
    }
  }

  AutoPruneTarget target();

  Caller.User caller();

  /** A {@link WantedPolicy}, if the operation has one. */
  CheckedBody body();

  @Override
  default Uni<State> load(SqlConnection connection) {
    return AutoPrunePlace.load(connection, target(), caller())
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

  /** Creates a policy. */
  record Create(AutoPruneTarget target, Caller.User caller, UUID policy, CheckedBody body)
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
            Decision.accept(owner.created(ids.next(), policy, terms));
      };
    }
  }

  /** Changes a policy. */
  record Change(AutoPruneTarget target, Caller.User caller, UUID policy, CheckedBody body)
      implements AutoPruneCommand {

    @Override
    public Decision decide(Owner owner, State state, Ids ids) {
      if (!state.has(policy)) {
        return Decision.reject(CommonRejection.NOT_FOUND);
      }
      return switch (WantedPolicy.of(body.json()).read()) {
        case Reading.Unreadable(AutoPruneRejection why) -> Decision.reject(why);
        case Reading.Readable(Terms terms) -> Decision.accept(owner.changed(policy, terms));
      };
    }
  }

  /** Deletes a policy. */
  record Delete(AutoPruneTarget target, Caller.User caller, UUID policy)
      implements AutoPruneCommand {

    @Override
    public CheckedBody body() {
      return CheckedBody.NONE;
    }

    @Override
    public Decision decide(Owner owner, State state, Ids ids) {
      return state.has(policy)
          ? Decision.accept(owner.deleted(policy))
          : Decision.reject(CommonRejection.NOT_FOUND);
    }
  }
}
