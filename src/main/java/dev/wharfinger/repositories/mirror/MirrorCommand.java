package dev.wharfinger.repositories.mirror;

import dev.wharfinger.platform.http.CheckedBody;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.repositories.mirror.MirrorEvent.MirrorSyncCancelled;
import dev.wharfinger.repositories.mirror.MirrorEvent.MirrorSyncRequested;
import dev.wharfinger.repositories.mirror.MirrorEvent.Place;
import dev.wharfinger.repositories.mirror.MirrorEvent.RepositoryMirrorCreated;
import dev.wharfinger.repositories.mirror.MirrorEvent.RepositoryMirrorRobotSet;
import dev.wharfinger.repositories.mirror.MirrorEvent.Settings;
import dev.wharfinger.repositories.mirror.MirrorRejection.AlreadyConfigured;
import dev.wharfinger.repositories.mirror.MirrorRejection.Simple;
import dev.wharfinger.repositories.mirror.MirrorState.Kept;
import dev.wharfinger.repositories.mirror.MirrorState.Robot;
import dev.wharfinger.repositories.mirror.MirrorState.Status;
import dev.wharfinger.repositories.repository.RepositoryAccess.Missing;
import dev.wharfinger.repositories.repository.RepositoryAccess.Present;
import dev.wharfinger.repositories.repository.RepositoryEvent.Role;
import dev.wharfinger.repositories.repository.RepositoryName;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Commands of users on the mirror of a repository. Source: contract repositories 9.1, 9.2. */
sealed interface MirrorCommand extends Command<MirrorState> {

  RepositoryName repository();

  Caller.User caller();

  /** A {@link WantedMirror}, if the operation has one. */
  CheckedBody body();

  @Override
  default Uni<MirrorState> load(SqlConnection connection) {
    Optional<String> robot =
        body().fault().isPresent()
            ? Optional.empty()
            : new WantedMirror(body().json()).textOrNull(WantedMirror.ROBOT);
    return MirrorState.load(connection, repository(), caller(), robot);
  }

  @Override
  default Decision decide(MirrorState state, Ids ids) {
    return state
        .access()
        .denies(Role.ADMIN, caller())
        .or(() -> body().fault())
        .map(Decision::reject)
        .orElseGet(() ->
            switch (state.access()) {
              case Missing _ -> Decision.reject(CommonRejection.NOT_FOUND);
              case Present present -> decide(present, state, ids);
            });
  }

  /** Decides for a repository that exists and that the caller administers. */
  Decision decide(Present present, MirrorState state, Ids ids);

  private static Place place(Present present) {
    return new Place(
        present.id(), present.name(), present.namespace().id(), present.namespace().personalName());
  }

  /** Why the robot cannot push to the repository. */
  private static Optional<MirrorRejection> fault(Optional<Robot> robot, Present present) {
    if (robot.isEmpty()) {
      return Optional.of(Simple.UNKNOWN_ROBOT);
    }
    return robot.get().owner().equals(present.namespace().id())
        ? Optional.empty()
        : Optional.of(Simple.ROBOT_OF_ANOTHER);
  }

  /**
   * Makes a repository a mirror.
   *
   * @param change what the settings are made of
   */
  record Create(RepositoryName repository, Caller.User caller, MirrorChange change)
      implements MirrorCommand {

    @Override
    public CheckedBody body() {
      return change.body();
    }

    @Override
    public Decision decide(Present present, MirrorState state, Ids ids) {
      if (state.kept().isPresent()) {
        return Decision.reject(new AlreadyConfigured(present.namespace().name(), present.name()));
      }
      return change
          .wanted()
          .fault(true, change.address(), change.sparseIndexes())
          .or(() -> fault(state.robot(), present))
          .map(Decision::reject)
          .orElseGet(() -> Decision.accept(created(present, state.robot().orElseThrow(), ids)));
    }

    private Event created(Present present, Robot robot, Ids ids) {
      return new RepositoryMirrorCreated(
          place(present),
          change.settings(present.namespace().subjectKey()),
          robot.id(),
          robot.writes() ? null : ids.next());
    }
  }

  /** Sets parts of the settings. */
  record Change(RepositoryName repository, Caller.User caller, MirrorChange change)
      implements MirrorCommand {

    @Override
    public CheckedBody body() {
      return change.body();
    }

    @Override
    public Decision decide(Present present, MirrorState state, Ids ids) {
      if (state.kept().isEmpty()) {
        return Decision.reject(CommonRejection.NOT_FOUND);
      }
      boolean newRobot = change.wanted().has(WantedMirror.ROBOT);
      return change
          .wanted()
          .fault(false, change.address(), change.sparseIndexes())
          .or(() -> newRobot ? fault(state.robot(), present) : Optional.empty())
          .map(Decision::reject)
          .orElseGet(() ->
              Decision.accept(events(present, state.kept().get().settings(), state.robot(), ids)));
    }

    private List<Event> events(Present present, Settings settings, Optional<Robot> robot, Ids ids) {
      Place place = place(present);
      List<Event> events =
          new ArrayList<>(change.events(place, settings, present.namespace().subjectKey()));
      robot.ifPresent(it ->
          events.add(
              new RepositoryMirrorRobotSet(place, it.id(), it.writes() ? null : ids.next())));
      return events;
    }
  }

  /** Asks for a synchronization at once. */
  record SyncNow(RepositoryName repository, Caller.User caller) implements MirrorCommand {

    @Override
    public CheckedBody body() {
      return CheckedBody.NONE;
    }

    @Override
    public Decision decide(Present present, MirrorState state, Ids ids) {
      return state
          .kept()
          .filter(kept -> kept.status() != Status.SYNCING)
          .map(kept ->
              Decision.accept(new MirrorSyncRequested(place(present), Math.max(kept.retries(), 1))))
          .orElseGet(() -> Decision.reject(CommonRejection.NOT_FOUND));
    }
  }

  /** Cancels a synchronization. */
  record SyncCancel(RepositoryName repository, Caller.User caller) implements MirrorCommand {

    @Override
    public CheckedBody body() {
      return CheckedBody.NONE;
    }

    @Override
    public Decision decide(Present present, MirrorState state, Ids ids) {
      return state.kept().filter(SyncCancel::isUnderWay).isPresent()
          ? Decision.accept(new MirrorSyncCancelled(place(present)))
          : Decision.reject(CommonRejection.NOT_FOUND);
    }

    private static boolean isUnderWay(Kept kept) {
      return kept.status() == Status.SYNCING || kept.status() == Status.SYNC_NOW;
    }
  }
}
