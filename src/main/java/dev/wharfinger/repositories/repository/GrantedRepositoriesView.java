package dev.wharfinger.repositories.repository;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.http.PageBytes;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.Id;
import dev.wharfinger.platform.id.TeamId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Iterator;
import java.util.stream.StreamSupport;

/** The repository permissions of a team or a robot. Source: contract neighbours 4 and 5. */
@Singleton
public class GrantedRepositoriesView {

  private static final String SELECT =
      """
      SELECT p.id, r.name, r.is_public, p.role
      FROM repository_permission p JOIN repository r ON r.id = p.repository
      WHERE p.%s = $1
      """;

  private static final String TO_TEAM = PageBytes.whole(SELECT.formatted("team"), "id");
  private static final String TO_ACCOUNT = PageBytes.whole(SELECT.formatted("account"), "id");

  private final Pool pool;

  @Inject
  GrantedRepositoriesView(Pool pool) {
    this.pool = pool;
  }

  /** Everything granted to a team, each rendered when it is written. */
  public Uni<Iterator<ObjectNode>> toTeam(TeamId team) {
    return find(TO_TEAM, team);
  }

  /** Everything granted directly to a user or robot, each rendered when it is written. */
  public Uni<Iterator<ObjectNode>> toAccount(AccountId account) {
    return find(TO_ACCOUNT, account);
  }

  private Uni<Iterator<ObjectNode>> find(String sql, Id holder) {
    return pool.preparedQuery(sql)
        .execute(Tuple.of(holder.value()))
        .map(rows ->
            StreamSupport.stream(rows.spliterator(), false)
                .map(GrantedRepositoriesView::view)
                .iterator());
  }

  private static ObjectNode view(Row row) {
    ObjectNode view = JsonNodeFactory.instance.objectNode();
    view.putObject("repository")
        .put("name", row.getString("name"))
        .put("is_public", row.getBoolean("is_public"));
    return view.put("role", row.getString("role"));
  }
}
