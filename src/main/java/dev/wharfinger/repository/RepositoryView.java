package dev.wharfinger.repository;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.repository.RepositoryEvent.Role;
import dev.wharfinger.repository.RepositoryEvent.State;
import dev.wharfinger.repository.RepositoryStanding.Present;
import dev.wharfinger.security.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * A repository by itself. What a registry knows of it, its tags and how often it was used, nobody
 * has reported so far. Source: contract neighbours 6.
 */
@Singleton
public class RepositoryView {

  /** How far statistics look back. */
  private static final int DAYS = 92;

  private static final String SELECT =
      "SELECT "
          + RepositoryStanding.COLUMNS
          + ", r.description, r.status_token, n.tag_expiration_s "
          + RepositoryStanding.FROM;

  private final Pool pool;

  @Inject
  RepositoryView(Pool pool) {
    this.pool = pool;
  }

  /** What a request asks for beside the repository. */
  record Wanted(boolean tags, boolean statistics, Instant now) {}

  /** The view for this caller, if he may read it. */
  Uni<ObjectNode> find(RepositoryName repository, Caller caller, Wanted wanted) {
    long account = caller instanceof Caller.User user ? user.account() : 0;
    return pool.preparedQuery(SELECT)
        .execute(Tuple.of(repository.namespace(), repository.name(), account))
        .map(rows -> rows.iterator().next())
        .map(row ->
            view(
                RepositoryStanding.of(row, repository, caller).readBy(caller),
                row,
                caller,
                wanted));
  }

  private static ObjectNode view(Present repository, Row row, Caller caller, Wanted wanted) {
    ObjectNode view =
        JsonNodeFactory.instance
            .objectNode()
            .put("namespace", repository.namespace().name())
            .put("name", repository.name())
            .put("kind", "image")
            .put("description", row.getString("description"))
            .put("is_public", repository.isPublic())
            .put("is_organization", repository.namespace().isOrganization())
            .put("is_starred", false)
            .put(
                "status_token", repository.isPublic() ? "" : row.getUUID("status_token").toString())
            .put("trust_enabled", false)
            .put("tag_expiration_s", row.getLong("tag_expiration_s"))
            .put("is_free_account", true)
            .put("state", repository.state().name());
    if (wanted.tags()) {
      view.putObject("tags");
    }
    view.put(
            "can_write",
            repository.allows(Role.WRITE, caller) && repository.state() == State.NORMAL)
        .put("can_admin", repository.allows(Role.ADMIN, caller));
    if (wanted.statistics()) {
      addStatistics(view.putArray("stats"), wanted.now());
    }
    return view;
  }

  /** The days that are over, newest first. */
  private static void addStatistics(ArrayNode days, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    for (int back = 1; back < DAYS; back++) {
      days.addObject().put("date", today.minusDays(back).toString()).put("count", 0);
    }
  }
}
