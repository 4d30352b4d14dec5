package dev.wharfinger.repositories.repositorynotification;

import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.sql.OneRow;
import dev.wharfinger.platform.vault.Personal;
import dev.wharfinger.repositories.repositorynotification.RepositoryNotificationEvent.RepositoryNotificationMailed;
import dev.wharfinger.repositories.repositorynotification.RepositoryNotificationEvent.RepositoryNotificationTold;
import dev.wharfinger.repositories.repositorynotification.RepositoryNotificationEvent.TargetKind;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells of an event by a mail or by notifications in Wharfinger itself, both of which begin with an
 * event of the journal; nothing if the notification or its repository is gone, or whom it was for.
 * Source: contract repositories 6.5.
 */
sealed interface TellAccounts extends Command<TellAccounts.State> {

  @Bound(
      of = "mails of notifications of the repositories of a namespace that wait to be sent",
      unit = "mails",
      beyond = "what happens is not told",
      test = "NotificationDeliveryApiTest.keepsSoManyMailsWaiting")
  int MOST_MAILS = 200;

  /**
   * What the decision needs.
   *
   * @param lives whether there is still such a notification, and no bound is reached
   * @param told the accounts that are told
   */
  record State(boolean lives, List<AccountId> told) {
    public State {
      told = List.copyOf(told);
    }
  }

  DueMessage message();

  /** A mail. */
  record Mail(DueMessage message, String subject, String html) implements TellAccounts {

    @Override
    public Uni<State> load(SqlConnection connection) {
      return connection
          .preparedQuery(
              """
              SELECT EXISTS (SELECT FROM repository_notification WHERE uuid = $1)
                AND (SELECT count(*) FROM mail WHERE sender = $2 AND kind = 'REPOSITORY_NOTIFICATION') < $3
              """)
          .execute(Tuple.of(message.notification(), message.namespace().value(), MOST_MAILS))
          .map(rows -> new State(OneRow.of(rows).getBoolean(0), List.of()));
    }

    @Override
    public Decision decide(State state, Ids ids) {
      return state.lives()
          ? Decision.accept(
              new RepositoryNotificationMailed(
                  message.notification(),
                  message.repository(),
                  message.namespace(),
                  personal(message.namespaceName()),
                  message.name(),
                  message.event().word(),
                  message.method().word(),
                  ids.next(),
                  personal(message.config().path("email").asText()),
                  personal(subject),
                  personal(html)))
          : Decision.accept();
    }

    private Personal personal(String value) {
      return new Personal.Known(value, message.key());
    }
  }

  /**
   * Notifications in Wharfinger itself.
   *
   * @param about what they tell beside the repository, as JSON
   */
  record Notify(DueMessage message, String about) implements TellAccounts {

    @Override
    public Uni<State> load(SqlConnection connection) {
      return lives(connection, message())
          .flatMap(lives -> accounts(connection).map(told -> new State(lives, told)));
    }

    private Uni<List<AccountId>> accounts(SqlConnection connection) {
      if (message.to().isEmpty()) {
        return Uni.createFrom().item(List.of());
      }
      DueMessage.To to = message.to().get();
      return switch (to.kind()) {
        case USER, ORG ->
            read(
                connection,
                "SELECT id FROM namespace WHERE id = $1 AND kind = $2",
                Tuple.of(
                    to.account().orElse(0L),
                    to.kind() == TargetKind.USER ? "user" : "organization"));
        case TEAM ->
            read(
                connection,
                """
                SELECT m.account FROM team_member m JOIN namespace a ON a.id = m.account
                WHERE m.team = $1 AND a.kind = 'user' ORDER BY m.account
                """,
                Tuple.of(to.team().orElse(0L)));
      };
    }

    private static Uni<List<AccountId>> read(SqlConnection connection, String sql, Tuple values) {
      return connection
          .preparedQuery(sql)
          .execute(values)
          .map(rows -> {
            List<AccountId> found = new ArrayList<>();
            rows.forEach(row -> found.add(new AccountId(row.getLong(0))));
            return found;
          });
    }

    @Override
    public Decision decide(State state, Ids ids) {
      return state.lives() && !state.told().isEmpty()
          ? Decision.accept(
              new RepositoryNotificationTold(
                  message.notification(),
                  message.repository(),
                  message.namespace(),
                  new Personal.Known(message.namespaceName(), message.key()),
                  message.name(),
                  message.event().word(),
                  message.method().word(),
                  state.told(),
                  about))
          : Decision.accept();
    }
  }

  private static Uni<Boolean> lives(SqlConnection connection, DueMessage message) {
    return connection
        .preparedQuery("SELECT FROM repository_notification WHERE uuid = $1")
        .execute(Tuple.of(message.notification()))
        .map(rows -> rows.size() == 1);
  }
}
