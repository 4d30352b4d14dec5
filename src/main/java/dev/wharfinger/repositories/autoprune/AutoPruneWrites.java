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
  Uni<Map<String, String>> create(ApiRequest request, Optional<String> name) {
    WantedPolicy wanted = wanted(request);
    Caller.User caller = request.requireUser();
    WriteRequest write = writes.begin(request);
    UUID policy = write.draw().uuid("policy");
    return writes
        .submit(
            write,
            Writes.actor(request, caller),
            new OneMore<>(
                new AutoPruneCommand.Create(name, caller, policy, wanted),
                Set.of(AutoPrunePolicyCreated.class),
                "policies of an account",
                "SELECT FROM autoprune_policy p JOIN namespace n ON n.id = p.namespace"
                    + " WHERE n.name = $1",
                List.of(name.orElse(caller.name()))))
        .map(done -> named(writes.drawn(write, done).uuid("policy")));
  }

  /** Changes a policy. */
  Uni<Outcome.Done> change(ApiRequest request, Optional<String> name, String policy) {
    WantedPolicy wanted = wanted(request);
    Caller.User caller = request.requireUser();
    return submit(
        request,
        writes.begin(request),
        new AutoPruneCommand.Change(name, caller, PathId.uuid(policy).orElse(NOTHING), wanted));
  }

  /** Deletes a policy; returns its id. */
  Uni<Map<String, String>> delete(ApiRequest request, Optional<String> name, String policy) {
    view.requireOn();
    Caller.User caller = request.requireUser();
    UUID uuid = PathId.uuid(policy).orElse(NOTHING);
    return submit(request, writes.begin(request), new AutoPruneCommand.Delete(name, caller, uuid))
        .map(_ -> named(uuid));
  }

  private WantedPolicy wanted(ApiRequest request) {
    view.requireOn();
    ObjectNode body = request.body(WantedPolicy.BODY);
    return WantedPolicy.of(body);
  }

  private Uni<Outcome.Done> submit(
      ApiRequest request, WriteRequest write, AutoPruneCommand command) {
    return writes.submit(write, Writes.actor(request, command.caller()), command);
  }

  private static Map<String, String> named(UUID policy) {
    return Map.of("uuid", policy.toString());
  }
}
