package dev.wharfinger.accounts.application;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.sql.OneRow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Optional;
import java.util.UUID;

/** A user deletes something of their own by its UUID; what belongs to others is not found. */
interface GivenUp extends Command<Optional<Long>> {

  UUID uuid();

  AccountId account();

  /** The row id of the object with UUID $1 that belongs to account $2. */
  String lookup();

  /** The event of its deletion. */
  Event event(long id);

  @Override
  default Uni<Optional<Long>> load(SqlConnection connection) {
    return connection
        .preparedQuery(lookup())
        .execute(Tuple.of(uuid(), account().value()))
        .map(rows -> rows.size() == 0 ? Optional.empty() : Optional.of(OneRow.of(rows).getLong(0)));
  }

  @Override
  default Decision decide(Optional<Long> found, Ids ids) {
    return found
        .map(id -> Decision.accept(event(id)))
        .orElseGet(() -> Decision.reject(CommonRejection.NOT_FOUND));
  }
}
