package dev.wharfinger.repositories.repositorynotification;

import dev.wharfinger.platform.http.CheckedBody;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.platform.id.TeamId;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.sql.OneRow;
import dev.wharfinger.repositories.repository.RepositoryAccess;
import dev.wharfinger.repositories.repository.RepositoryAccess.Missing;
import dev.wharfinger.repositories.repository.RepositoryAccess.Present;
import dev.wharfinger.repositories.repository.RepositoryEvent.Role;
import dev.wharfinger.repositories.repository.RepositoryName;
import dev.wharfinger.repositories.repositorynotification.RepositoryNotificationEvent.RepositoryNotificationCreated;
import dev.wharfinger.repositories.repositorynotification.RepositoryNotificationEvent.RepositoryNotificationDeleted;
import dev.wharfinger.repositories.repositorynotification.RepositoryNotificationEvent.RepositoryNotificationReset;
import dev.wharfinger.repositories.repositorynotification.RepositoryNotificationEvent.Target;
import dev.wharfinger.repositories.repositorynotification.RepositoryNotificationEvent.TargetKind;
import dev.wharfinger.repositories.repositorynotification.RepositoryNotificationRejection.InAnotherRepository;
import dev.wharfinger.repositories.repositorynotification.RepositoryNotificationRejection.NoNotification;
import dev.wharfinger.repositories.repositorynotification.WantedNotification.NamedTarget;
import dev.wharfinger.repositories.repositorynotification.WantedNotification.Receiver;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Commands on the notifications of a repository. Source: contract repositories 6.1. */
final class RepositoryNotificationCommand {

  private RepositoryNotificationCommand() {}

  /**
   * Creates a notification.
   *
   * @param body a {@link WantedNotification}
   * @param forbiddenHosts WEBHOOK_HOSTNAME_BLACKLIST
   */
  record Create(
      RepositoryName repository,
      Caller.User caller,
      UUID notification,
      CheckedBody body,
      Set<String> forbiddenHosts)
      implements Command<Create.State> {

    Create {
      forbiddenHosts = Set.copyOf(forbiddenHosts);
    }

    /** What the decision needs. */
    record State(RepositoryAccess access, Receiver receiver) {}

    @Override
    public Uni<State> load(SqlConnection connection) {
      return RepositoryAccess.load(connection, repository, caller)
          .flatMap(access -> receiver(connection).map(found -> new State(access, found)));
    }

    private Uni<Receiver> receiver(SqlConnection connection) {
      if (body.fault().isPresent()) {
        return Uni.createFrom().item(Receiver.ELSEWHERE);
      }
      WantedNotification wanted = WantedNotification.of(body.json());
      return wanted
          .knownMethod()
          .flatMap(method ->
              switch (method) {
                case EMAIL -> wanted.configured("email").map(email -> agreed(connection, email));
                case QUAY_NOTIFICATION -> wanted.target().map(named -> target(connection, named));
                case WEBHOOK, SLACK, FLOWDOCK, HIPCHAT -> Optional.empty();
              })
          .orElseGet(() -> Uni.createFrom().item(Receiver.ELSEWHERE));
    }

    private Uni<Receiver> agreed(SqlConnection connection, String email) {
      return connection
          .preparedQuery(
              """
              SELECT EXISTS (
                SELECT FROM authorized_email e JOIN repository r ON r.id = e.repository
                JOIN namespace n ON n.id = r.namespace
                WHERE n.name = $1 AND r.name = $2 AND e.email = $3 AND e.confirmed)
              """)
          .execute(Tuple.of(repository.namespace(), repository.name(), email))
          .map(rows -> new Receiver(OneRow.of(rows).getBoolean(0), Optional.empty()));
    }

    private Uni<Receiver> target(SqlConnection connection, NamedTarget named) {
      return switch (named.kind()) {
        case USER, ORG ->
            connection
                .preparedQuery("SELECT id FROM namespace WHERE name = $1 AND kind = $2")
                .execute(
                    Tuple.of(
                        named.name(), named.kind() == TargetKind.USER ? "user" : "organization"))
                .map(rows ->
                    receiver(
                        OneRow.optional(rows)
                            .map(row ->
                                new Target(named.kind(), new AccountId(row.getLong(0)), null))));
        case TEAM ->
            connection
                .preparedQuery(
                    """
                    SELECT t.organization, t.id FROM team t JOIN namespace n ON n.id = t.organization
                    WHERE n.name = $1 AND t.name = $2
                    """)
                .execute(Tuple.of(repository.namespace(), named.name()))
                .map(rows -> receiver(OneRow.optional(rows).map(row -> team(row))));
      };
    }

    private static Target team(Row row) {
      return new Target(TargetKind.TEAM, new AccountId(row.getLong(0)), new TeamId(row.getLong(1)));
    }

    private static Receiver receiver(Optional<Target> target) {
      return new Receiver(false, target);
    }

    @Override
    public Decision decide(State state, Ids ids) {
      return state
          .access()
          .denies(Role.ADMIN, caller)
          .or(() -> body.fault())
          .map(Decision::reject)
          .orElseGet(() -> create(WantedNotification.of(body.json()), state, ids));
    }

    private Decision create(WantedNotification wanted, State state, Ids ids) {
      return wanted
          .fault(repository.namespace(), state.receiver(), forbiddenHosts)
          .map(Decision::reject)
          .orElseGet(() ->
              switch (state.access()) {
                case Missing _ -> Decision.reject(CommonRejection.NOT_FOUND);
                case Present present ->
                    Decision.accept(
                        new RepositoryNotificationCreated(
                            ids.next(),
                            notification,
                            present.id(),
                            present.namespace().id(),
                            present.namespace().personalName(),
                            present.name(),
                            wanted.title().orElse(null),
                            wanted.event(),
                            wanted.method(),
                            present.namespace().personal(wanted.keptConfig().toString()),
                            wanted.eventConfig().toString(),
                            state.receiver().target().orElse(null)));
              });
    }
  }

  /** What is to be done with an existing notification. */
  enum Action {
    DELETE,
    RESET
  }

  /**
   * Deletes or resets a notification.
   *
   * @param notification as it was given; it need not be a UUID
   */
  record OnExisting(
      RepositoryName repository, Caller.User caller, String notification, UUID uuid, Action action)
      implements Command<OnExisting.State> {

    /** A notification that there is. */
    record Found(RepositoryId repository, String event, String method) {}

    /** What the decision needs. */
    record State(RepositoryAccess access, Optional<Found> found) {}

    @Override
    public Uni<State> load(SqlConnection connection) {
      return RepositoryAccess.load(connection, repository, caller)
          .flatMap(access ->
              connection
                  .preparedQuery(
                      "SELECT repository, event, method FROM repository_notification"
                          + " WHERE uuid = $1")
                  .execute(Tuple.of(uuid))
                  .map(rows ->
                      new State(
                          access,
                          OneRow.optional(rows)
                              .map(row ->
                                  new Found(
                                      new RepositoryId(row.getLong(0)),
                                      row.getString(1),
                                      row.getString(2))))));
    }

    @Override
    public Decision decide(State state, Ids ids) {
      return state
          .access()
          .denies(Role.ADMIN, caller)
          .map(Decision::reject)
          .orElseGet(() ->
              state
                  .found()
                  .map(found -> decide(state.access(), found))
                  .orElseGet(() -> Decision.reject(new NoNotification(repository, notification))));
    }

    private Decision decide(RepositoryAccess access, Found found) {
      return switch (access) {
        case Present present when present.id().equals(found.repository()) ->
            Decision.accept(event(present, found));
        case Present _, Missing _ ->
            switch (action) {
              case DELETE -> Decision.reject(new NoNotification(repository, notification));
              case RESET -> Decision.reject(new InAnotherRepository(notification));
            };
      };
    }

    private RepositoryNotificationEvent event(Present present, Found found) {
      return switch (action) {
        case DELETE ->
            new RepositoryNotificationDeleted(
                uuid,
                present.id(),
                present.namespace().id(),
                present.namespace().personalName(),
                present.name(),
                found.event(),
                found.method());
        case RESET ->
            new RepositoryNotificationReset(
                uuid,
                present.id(),
                present.namespace().id(),
                present.namespace().personalName(),
                present.name(),
                found.event(),
                found.method());
      };
    }
  }
}
