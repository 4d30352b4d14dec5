package dev.wharfinger.accounts.organization;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.account.Account;
import dev.wharfinger.platform.http.Avatar;
import dev.wharfinger.platform.http.Avatars;
import dev.wharfinger.platform.sql.OneRow;
import dev.wharfinger.repositories.quota.QuotaColumns;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/** An organization as superusers see it. Source: contract superuser 1.2. */
@Singleton
public class InstalledOrganizationView {

  private static final String SELECT =
      "SELECT n.name, n.email, "
          + QuotaColumns.COLUMNS
          + " FROM namespace n WHERE n.name = $1 AND n.kind = 'organization'";

  private final Pool pool;
  private final Avatars avatars;
  private final QuotaColumns quotas;

  @Inject
  InstalledOrganizationView(Pool pool, Avatars avatars, QuotaColumns quotas) {
    this.pool = pool;
    this.avatars = avatars;
    this.quotas = quotas;
  }

  /** The organization with that name. */
  public Uni<Optional<ObjectNode>> find(String name) {
    return pool.preparedQuery(SELECT)
        .execute(Tuple.of(name))
        .map(rows -> OneRow.optional(rows).map(row -> of(row)));
  }

  private ObjectNode of(Row row) {
    ObjectNode view = render(row.getString("name"), row.getString("email"));
    quotas.addTo(view, row);
    return view;
  }

  /** The view without its quota keys. */
  ObjectNode render(Account account) {
    return render(account.name, account.email);
  }

  private ObjectNode render(String name, String email) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("name", name)
        .put("email", email)
        .putPOJO("avatar", avatars.of(Avatar.Kind.ORGANIZATION, name, email));
  }
}
