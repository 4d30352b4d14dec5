package dev.wharfinger.repositories.autoprune;

import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.journal.Rejection;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.AutoPrunePolicyChanged;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.AutoPrunePolicyCreated;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.AutoPrunePolicyDeleted;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.Method;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.Terms;
import dev.wharfinger.repositories.autoprune.WantedPolicy.Reading;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Commands on the policies of an account; one rule for both families of routes. Source: contract
 * sessions 3.7.
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

  /** The account's name; empty for the caller's own account on its dedicated route. */
  Optional<String> name();

  Caller.User caller();

  @Override
  default Uni<State> load(SqlConnection connection) {
    return AutoPrunePlace.load(connection, name(), caller())
        .flatMap(place ->
            switch (place) {
              case AutoPrunePlace.Missing _ -> Uni.createFrom().item(new State(place, List.of()));
              case AutoPrunePlace.Present present ->
                  connection
                      .preparedQuery(
                          "SELECT uuid, method, value, tag_pattern, tag_pattern_matches"
                              + " FROM autoprune_policy WHERE namespace = $1 ORDER BY id")
                      .execute(Tuple.of(present.id().value()))
                      .map(rows -> {
                        List<Policy> policies = new ArrayList<>();
                        rows.forEach(row -> policies.add(policy(row)));
                        return new State(place, policies);
                      });
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
    Optional<Rejection> refusal = state.place().refuses(caller(), name().isEmpty());
    return switch (state.place()) {
      case AutoPrunePlace.Missing _ -> Decision.reject(refusal.orElse(CommonRejection.NOT_FOUND));
      case AutoPrunePlace.Present place ->
          refusal.map(Decision::reject).orElseGet(() -> decide(place, state, ids));
    };
  }

  /** Decides for an existing account that the caller administers. */
  Decision decide(AutoPrunePlace.Present place, State state, Ids ids);

  /** Creates a policy for an account. */
  record Create(Optional<String> name, Caller.User caller, UUID policy, WantedPolicy wanted)
      implements AutoPruneCommand {

    @Override
    public Decision decide(AutoPrunePlace.Present place, State state, Ids ids) {
      return switch (wanted.read()) {
        case Reading.Unreadable(AutoPruneRejection why) -> Decision.reject(why);
        case Reading.Readable(Terms terms)
            when state.policies().stream().anyMatch(it -> it.terms().equals(terms)) ->
            Decision.reject(AutoPruneRejection.DUPLICATE);
        case Reading.Readable(Terms terms) ->
            Decision.accept(
                new AutoPrunePolicyCreated(
                    ids.next(), policy, place.id(), place.sealedName(), terms));
      };
    }
  }

  /** Changes a policy. */
  record Change(Optional<String> name, Caller.User caller, UUID policy, WantedPolicy wanted)
      implements AutoPruneCommand {

    @Override
    public Decision decide(AutoPrunePlace.Present place, State state, Ids ids) {
      if (!state.has(policy)) {
        return Decision.reject(CommonRejection.NOT_FOUND);
      }
      return switch (wanted.read()) {
        case Reading.Unreadable(AutoPruneRejection why) -> Decision.reject(why);
        case Reading.Readable(Terms terms) ->
            Decision.accept(
                new AutoPrunePolicyChanged(policy, place.id(), place.sealedName(), terms));
      };
    }
  }

  /** Deletes a policy. */
  record Delete(Optional<String> name, Caller.User caller, UUID policy)
      implements AutoPruneCommand {

    @Override
    public Decision decide(AutoPrunePlace.Present place, State state, Ids ids) {
      return state.has(policy)
          ? Decision.accept(new AutoPrunePolicyDeleted(policy, place.id(), place.sealedName()))
          : Decision.reject(CommonRejection.NOT_FOUND);
    }
  }
}
