package dev.wharfinger.repositories.export;

import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.sql.OneRow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * A request for an export, refused if the requester has too many waiting, including parked ones.
 *
 * @param requester the account that requests it
 */
record WaitingExports<S>(Command<S> command, AccountId requester)
    implements Command<WaitingExports.State<S>> {

  @Bound(
      of = "waiting exports of one requester",
      unit = "exports",
      beyond = "400",
      test = "SlowReceiversApiTest.aSlowReceiverHoldsUpItsOwnExportsAlone")
  static final int MAX = 20;

  /** How many are waiting, and what the request itself needs. */
  record State<S>(long waiting, S state) {}

  @Override
  public Uni<State<S>> load(SqlConnection connection) {
    Uni<Long> waiting =
        connection
            .preparedQuery(
                "SELECT count(*) FROM log_export WHERE requester = $1 AND finished IS NULL")
            .execute(Tuple.of(requester.value()))
            .map(rows -> OneRow.of(rows).getLong(0));
    return Uni.combine().all().unis(waiting, command.load(connection)).with(State::new);
  }

  @Override
  public Decision decide(State<S> state, Ids ids) {
    Decision decision = command.decide(state.state(), ids);
    return decision instanceof Decision.Accepted && state.waiting() >= MAX
        ? Decision.reject(ExportRejection.TOO_MANY_WAITING)
        : decision;
  }

  @Override
  public Decision decideAgain(State<S> state, Ids ids) {
    return command.decideAgain(state.state(), ids);
  }
}
