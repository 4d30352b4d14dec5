package dev.wharfinger.repositories.quota;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.sql.OneRow;
import dev.wharfinger.platform.vault.Personal;
import dev.wharfinger.repositories.quota.QuotaEvent.LimitType;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An account and its quota, as read by commands. */
sealed interface QuotaState {

  /** There is no such account, or it is a robot. */
  record Missing() implements QuotaState {}

  /** An account. */
  record Account(
      AccountId id, String name, UUID subjectKey, boolean organization, Optional<Quota> quota)
      implements QuotaState {

    /** Its name, sealed with its key. */
    Personal sealedName() {
      return new Personal.Known(name, subjectKey);
    }
  }

  /** A quota. */
  record Quota(long id, long limitBytes, List<Limit> limits) {
    public Quota {
      limits = List.copyOf(limits);
    }

    /** The limit with this id, if it belongs to this quota. */
    Optional<Limit> limit(long wanted) {
      return limits.stream().filter(it -> it.id() == wanted).findFirst();
    }
  }

  /** A limit of a quota. */
  record Limit(long id, LimitType type, int percent) {}

  /** The account's quota, if it has one with this id. */
  default Optional<Quota> quota(long wanted) {
    return switch (this) {
      case Missing _ -> Optional.empty();
      case Account account -> account.quota().filter(it -> it.id() == wanted);
    };
  }

  /** Reads it. */
  static Uni<QuotaState> load(SqlClient database, String name) {
    return database
        .preparedQuery(
            """
            SELECT n.id, n.name, n.subject_key, n.kind = 'organization', q.id, q.limit_bytes,
              (SELECT json_agg(json_build_object('id', l.id, 'type', l.type, 'percent', l.percent)
                               ORDER BY l.id)
               FROM quota_limit l WHERE l.quota = q.id)
            FROM namespace n LEFT JOIN quota q ON q.namespace = n.id
            WHERE n.name = $1 AND n.kind <> 'robot'
            """)
        .execute(Tuple.of(name))
        .map(rows -> rows.size() == 0 ? new Missing() : account(OneRow.of(rows)));
  }

  private static Account account(Row row) {
    Long quota = row.getLong(4);
    return new Account(
        new AccountId(row.getLong(0)),
        row.getString(1),
        row.getUUID(2),
        row.getBoolean(3),
        quota == null
            ? Optional.empty()
            : Optional.of(new Quota(quota, row.getLong(5), limits((JsonArray) row.getValue(6)))));
  }

  private static List<Limit> limits(@Nullable JsonArray found) {
    List<Limit> limits = new ArrayList<>();
    if (found != null) {
      for (Object each : found) {
        JsonObject it = (JsonObject) each;
        limits.add(
            new Limit(
                it.getLong("id"), LimitType.of(it.getString("type")), it.getInteger("percent")));
      }
    }
    return limits;
  }
}
