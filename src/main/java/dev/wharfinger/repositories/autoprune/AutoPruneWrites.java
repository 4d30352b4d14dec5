package dev.wharfinger.repositories.autoprune;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.OneMore;
import dev.wharfinger.platform.http.PathId;
import dev.wharfinger.platform.http.WriteRequest;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.journal.Outcome;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.AutoPrunePolicyCreated;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Turns requests of both route families into commands, with the checks in their order. Source:
 * contract sessions 3.7.
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
  Uni<Map<String, String>> create(ApiRequest call, Optional<String> name) {
    WantedPolicy wanted = wanted(call);
    Caller.User caller = call.requireUser();
    WriteRequest request = writes.begin(call);
    UUID policy = request.draw().uuid("policy");
    return writes
        .submit(
            request,
            Writes.actor(call, caller),
            new OneMore<>(
                new AutoPruneCommand.Create(name, caller, policy, wanted),
                Set.of(AutoPrunePolicyCreated.class),
                "policies of an account",
                "SELECT FROM autoprune_policy p JOIN namespace n ON n.id = p.namespace"
                    + " WHERE n.name = $1",
                List.of(name.orElse(caller.name()))))
        .map(done -> named(writes.drawn(request, done).uuid("policy")));
  }

  /** Changes a policy. */
  Uni<Outcome.Done> change(ApiRequest call, Optional<String> name, String policy) {
    WantedPolicy wanted = wanted(call);
    Caller.User caller = call.requireUser();
    return submit(
        call,
        writes.begin(call),
        new AutoPruneCommand.Change(name, caller, PathId.uuid(policy).orElse(NOTHING), wanted));
  }

  /** Deletes a policy; returns its id. */
  Uni<Map<String, String>> delete(ApiRequest call, Optional<String> name, String policy) {
    view.requireOn();
    Caller.User caller = call.requireUser();
    UUID uuid = PathId.uuid(policy).orElse(NOTHING);
    return submit(call, writes.begin(call), new AutoPruneCommand.Delete(name, caller, uuid))
        .map(_ -> named(uuid));
  }

  private WantedPolicy wanted(ApiRequest call) {
    view.requireOn();
    ObjectNode body = call.body(WantedPolicy.BODY);
    return WantedPolicy.of(body);
  }

  private Uni<Outcome.Done> submit(
      ApiRequest call, WriteRequest request, AutoPruneCommand command) {
    return writes.submit(request, Writes.actor(call, command.caller()), command);
  }

  private static Map<String, String> named(UUID policy) {
    return Map.of("uuid", policy.toString());
  }
}
