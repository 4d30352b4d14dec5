package dev.wharfinger.accounts.restoration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.accounts.restoration.Restoration.Kind;
import dev.wharfinger.accounts.restoration.RestorationEvent.RobotRestored;
import dev.wharfinger.accounts.restoration.RestorationEvent.TeamRestored;
import dev.wharfinger.platform.account.ClientSecrets;
import dev.wharfinger.platform.account.RobotTokens;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.OneMore;
import dev.wharfinger.platform.http.Refusals;
import dev.wharfinger.platform.http.WriteRequest;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.id.OrganizationId;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Outcome;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.vault.DerivedRandom;
import dev.wharfinger.records.history.DeletedStateView;
import dev.wharfinger.records.history.DeletedStateView.Past;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Carries out requests to restore something, or only tells what they would do. */
@Singleton
class Restorations {

  private static final UUID NO_KEY = new UUID(0, 0);

  private final Pool pool;
  private final Writes writes;
  private final Refusals refusals;
  private final Settings settings;
  private final DeletedStateView deleted;
  private final RestorationView view;
  private final RobotTokens robotTokens;
  private final ClientSecrets clientSecrets;

  @Inject
  Restorations(
      Pool pool,
      Writes writes,
      Refusals refusals,
      Settings settings,
      DeletedStateView deleted,
      RestorationView view,
      RobotTokens robotTokens,
      ClientSecrets clientSecrets) {
    this.pool = pool;
    this.writes = writes;
    this.refusals = refusals;
    this.settings = settings;
    this.deleted = deleted;
    this.view = view;
    this.robotTokens = robotTokens;
    this.clientSecrets = clientSecrets;
  }

  /**
   * What a request asks for.
   *
   * @param namespace empty for an organization
   * @param name within it
   * @param seq the record whose state is restored; by default, the last one before the end
   * @param strict whether nothing may be left out
   * @param dryRun whether nothing is done
   */
  record Wanted(
      Kind kind, String namespace, String name, OptionalLong seq, boolean strict, boolean dryRun) {

    String word() {
      return kind.name().toLowerCase(Locale.ROOT);
    }
  }

  /** Restores it; what is answered is what its records say. */
  Uni<ObjectNode> restore(Wanted wanted, Caller.User caller, ApiRequest request) {
    WriteRequest write = writes.begin(request);
    return place(wanted, caller)
        .flatMap(place ->
            wanted.dryRun()
                ? command(wanted, caller, place, NO_KEY, write)
                    .flatMap(command -> attempt(wanted, command))
                : carryOut(wanted, caller, place, write, request));
  }

  private Uni<Place> place(Wanted wanted, Caller.User caller) {
    Uni<Place> place =
        wanted.kind() == Kind.ORGANIZATION
            ? Uni.createFrom().item(Place.NONE)
            : Place.load(pool, wanted.namespace(), caller);
    return place.invoke(found -> {
      if (!found.permits(caller)) {
        throw new ApiException(ApiError.denied(caller));
      }
      if (wanted.kind() == Kind.ROBOT && settings.robotsDisallow()) {
        throw refusal(RestorationRejection.Simple.ROBOTS_DISALLOWED);
      }
    });
  }

  private Uni<Optional<Past>> past(Wanted wanted, Place place) {
    return wanted.kind() != Kind.ORGANIZATION && place.equals(Place.NONE)
        ? Uni.createFrom().item(Optional.empty())
        : deleted.find(wanted.word(), place.id(), wanted.name(), wanted.seq());
  }

  /** What is read of the past is not held: the command has what it needs. */
  private Uni<Restoration> command(
      Wanted wanted, Caller.User caller, Place place, UUID newKey, WriteRequest write) {
    UUID key = wanted.kind() == Kind.ORGANIZATION ? newKey : place.key();
    return past(wanted, place)
        .map(past ->
            new Restoration(
                wanted.kind(),
                wanted.namespace(),
                wanted.name(),
                caller,
                past.map(Former::of),
                past.map(was -> PastContent.of(was, key, secrets(write.draw()))),
                newKey,
                wanted.strict()));
  }

  private PastContent.NewSecrets secrets(DerivedRandom draw) {
    return new PastContent.NewSecrets() {
      @Override
      public String robotToken(long robot) {
        return robotTokens.draw(draw, robot);
      }

      @Override
      public String clientSecret(String clientId) {
        return clientSecrets.drawEach(draw, clientId);
      }

      @Override
      public UUID credentialsContext() {
        return draw.uuid("credentials");
      }
    };
  }

  /** Decides, and does nothing. */
  private Uni<ObjectNode> attempt(Wanted wanted, Restoration command) {
    return command
        .read(pool)
        .map(state ->
            switch (command.decide(state, new AtomicLong()::incrementAndGet)) {
              case Decision.Rejected(var reason) -> throw refusal(reason);
              case Decision.Accepted(var events) ->
                  view.of(
                      wanted,
                      command.former().orElseThrow().state().id(),
                      events.stream()
                          .map(RestorationEvent.class::cast)
                          .map(RestorationProjector::answer)
                          .toList());
            });
  }

  /** A command and what became of it. */
  private record Submitted(Restoration command, Outcome.Done done) {}

  private Uni<ObjectNode> carryOut(
      Wanted wanted, Caller.User caller, Place place, WriteRequest write, ApiRequest request) {
    Uni<Submitted> submitted =
        wanted.kind() == Kind.ORGANIZATION
            ? writes.withNewKey(
                key ->
                    command(wanted, caller, place, key, write)
                        .flatMap(command ->
                            writes
                                .submit(write, Writes.actor(request, caller), command)
                                .call(_ -> follow(command, caller, request))
                                .map(done -> new Submitted(command, done))),
                Submitted::done)
            : command(wanted, caller, place, NO_KEY, write)
                .flatMap(command ->
                    writes
                        .submit(
                            write, Writes.actor(request, caller), bounded(wanted, place, command))
                        .map(done -> new Submitted(command, done)));
    return submitted.flatMap(
        it -> view.now(wanted, it.command().former().orElseThrow(ApiException::notFound).state()));
  }

  /** A list that is shown as a whole does not become longer than it may be. */
  private static Command<?> bounded(Wanted wanted, Place place, Restoration command) {
    return switch (wanted.kind()) {
      case ROBOT ->
          new OneMore<>(
              command,
              Set.of(RobotRestored.class),
              "robots of an account",
              "SELECT FROM robot WHERE owner = $1",
              List.of(place.id()));
      case TEAM ->
          new OneMore<>(
              command,
              Set.of(TeamRestored.class),
              "teams of an organization",
              "SELECT FROM team WHERE organization = $1",
              List.of(place.id()));
      case REPOSITORY, ORGANIZATION -> command;
    };
  }

  /** Restores the repositories for which the first record had no room. */
  private Uni<Void> follow(Restoration command, Caller.User caller, ApiRequest request) {
    Former former = command.former().orElseThrow(ApiException::notFound);
    long id = former.state().id();
    return Unfinished.of(pool, id)
        .flatMap(unfinished ->
            unfinished.equals(Optional.of(former.seq()))
                ? Multi.createFrom()
                    .iterable(OrganizationParts.groups(command.content().orElseThrow()))
                    .onItem()
                    .transformToUniAndConcatenate(group ->
                        writes.submit(
                            writes.begin(request.receivedAt()),
                            Writes.actor(request, caller),
                            new RepositoriesRestoration(
                                new OrganizationId(id), former.seq(), group, caller)))
                    .collect()
                    .last()
                    .replaceWithVoid()
                : Uni.createFrom().voidItem());
  }

  private ApiException refusal(dev.wharfinger.platform.journal.Rejection reason) {
    return new ApiException(refusals.of(reason));
  }
}
