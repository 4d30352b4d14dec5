package dev.wharfinger.accounts.restoration;

import dev.wharfinger.platform.sql.OneRow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Optional;

/**
 * Whether repositories of a restored organization are still to follow: whoever had it restored may
 * have gone before the last record.
 */
final class Unfinished {

  /** $1 the organization: what is told of its present life. */
  private static final String SELECT =
      """
      SELECT sum(r.following) AS following, min((r.answer ->> 'seq')::bigint) AS seq
      FROM restoration r WHERE r.entity = 'account/' || $1::bigint AND r.seq > coalesce((
        SELECT e.seq FROM history_end e WHERE e.entity = 'account/' || $1::bigint
        ORDER BY e.seq DESC LIMIT 1), 0)
      """;

  private Unfinished() {}

  /** The record from which it is being restored; empty if nothing is to follow. */
  static Uni<Optional<Long>> of(SqlClient database, long organization) {
    return database
        .preparedQuery(SELECT)
        .execute(Tuple.of(organization))
        .map(OneRow::of)
        .map(row ->
            Optional.ofNullable(row.getLong("following"))
                .filter(following -> following > 0)
                .map(_ -> row.getLong("seq")));
  }
}
