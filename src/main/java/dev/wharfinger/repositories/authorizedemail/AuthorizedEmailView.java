package dev.wharfinger.repositories.authorizedemail;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.sql.OneRow;
import dev.wharfinger.repositories.repository.RepositoryName;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/** An e-mail address of a repository. Source: contract repositories 7. */
@Singleton
class AuthorizedEmailView {

  private final Pool pool;

  @Inject
  AuthorizedEmailView(Pool pool) {
    this.pool = pool;
  }

  /** The view; empty if nobody asked the owner of the address. */
  Uni<Optional<ObjectNode>> find(RepositoryName repository, String email) {
    return pool.preparedQuery(
            """
            SELECT e.confirmed FROM authorized_email e JOIN repository r ON r.id = e.repository
            JOIN namespace n ON n.id = r.namespace
            WHERE n.name = $1 AND r.name = $2 AND e.email = $3
            """)
        .execute(Tuple.of(repository.namespace(), repository.name(), email))
        .map(rows -> OneRow.optional(rows).map(row -> view(repository, email, row.getBoolean(0))));
  }

  private static ObjectNode view(RepositoryName repository, String email, boolean confirmed) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("email", email)
        .put("repository", repository.name())
        .put("namespace", repository.namespace())
        .put("confirmed", confirmed);
  }
}
