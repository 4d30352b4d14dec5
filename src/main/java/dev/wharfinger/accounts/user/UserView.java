package dev.wharfinger.accounts.user;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.account.Account;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.Avatar;
import dev.wharfinger.platform.http.Avatars;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.sql.OneRow;
import dev.wharfinger.repositories.quota.QuotaColumns;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A user as shown to superusers. Source: contract superuser 1.1. */
@Singleton
public class UserView {

  private static final String SELECT =
      "SELECT n.id, n.name, n.email, n.verified, n.enabled, "
          + QuotaColumns.COLUMNS
          + " FROM namespace n WHERE n.kind = 'user' AND ";

  private static final String BY_NAME = SELECT + "n.name = $1";
  private static final String BY_ID = SELECT + "n.id = ANY($1)";

  private final Pool pool;
  private final Avatars avatars;
  private final QuotaColumns quotas;
  private final Settings settings;

  @Inject
  UserView(Pool pool, Avatars avatars, QuotaColumns quotas, Settings settings) {
    this.pool = pool;
    this.avatars = avatars;
    this.quotas = quotas;
    this.settings = settings;
  }

  /** The user with that name; also empty for robots and organizations. */
  public Uni<Optional<ObjectNode>> find(String name) {
    return pool.preparedQuery(BY_NAME)
        .execute(Tuple.of(name))
        .map(rows -> OneRow.optional(rows).map(row -> of(row)));
  }

  /** Those of these accounts that are users, by id. */
  public Uni<Map<AccountId, ObjectNode>> find(Set<AccountId> accounts) {
    return accounts.isEmpty()
        ? Uni.createFrom().item(Map.of())
        : pool.preparedQuery(BY_ID)
            .execute(Tuple.of(accounts.stream().map(AccountId::value).toArray(Long[]::new)))
            .map(rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .collect(Collectors.toMap(row -> new AccountId(row.getLong("id")), this::of)));
  }

  private ObjectNode of(Row row) {
    ObjectNode view =
        render(
            row.getString("name"),
            row.getString("email"),
            row.getBoolean("verified"),
            row.getBoolean("enabled"));
    quotas.addTo(view, row);
    return view;
  }

  /** The view without its quota keys. */
  ObjectNode render(Account account) {
    return render(account.name, account.email, account.verified, account.enabled);
  }

  private ObjectNode render(String name, String email, boolean verified, boolean enabled) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("kind", "user")
        .put("name", name)
        .put("username", name)
        .put("email", email)
        .put("verified", verified)
        .putPOJO("avatar", avatars.of(Avatar.Kind.USER, name, email))
        .put("super_user", settings.superUsers().contains(name))
        .put("global_readonly_super_user", settings.globalReadonlySuperUsers().contains(name))
        .put("enabled", enabled);
  }
}
