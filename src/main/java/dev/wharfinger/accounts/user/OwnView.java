package dev.wharfinger.accounts.user;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.Avatar;
import dev.wharfinger.platform.http.Avatars;
import dev.wharfinger.platform.http.PageBytes;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Holder;
import dev.wharfinger.platform.security.Roles;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.platform.sql.OneRow;
import dev.wharfinger.repositories.quota.QuotaColumns;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.Optional;
import java.util.UUID;

/** A user as shown to the user. Source: contract neighbours 2.2. */
@Singleton
public class OwnView {

  private static final String SELECT =
      "SELECT n.*, " + QuotaColumns.COLUMNS + " FROM namespace n WHERE n.id = $1";

  /** $1 the user's account, $2 PUBLIC_NAMESPACES: the user's organizations and the public ones. */
  private static final String ORGANIZATIONS =
      PageBytes.whole(
          """
          SELECT o.id, o.name, o.email, bool_or(t.role = 'admin') AS admin,
                 bool_or(t.role IN ('admin', 'creator')) AS creates
          FROM team_member m JOIN team t ON t.id = m.team JOIN namespace o ON o.id = t.organization
          WHERE m.account = $1 GROUP BY o.id
          UNION ALL
          SELECT o.id, o.name, o.email, false, false FROM namespace o
          WHERE o.name = ANY($2) AND o.kind = 'organization' AND NOT EXISTS (
            SELECT FROM team t JOIN team_member m ON m.team = t.id AND m.account = $1
            WHERE t.organization = o.id)
          """,
          "id");

  private final Pool pool;
  private final Avatars avatars;
  private final QuotaColumns quotas;
  private final Settings settings;
  private final Roles roles;

  @Inject
  OwnView(Pool pool, Avatars avatars, QuotaColumns quotas, Settings settings) {
    this.pool = pool;
    this.avatars = avatars;
    this.quotas = quotas;
    this.settings = settings;
    this.roles = Roles.of(settings);
  }

  /** The view of a new user, as shown to that user. */
  Uni<ObjectNode> ofNew(String name) {
    return pool.preparedQuery("SELECT id, subject_key FROM namespace WHERE name = $1")
        .execute(Tuple.of(name))
        .map(OneRow::of)
        .flatMap(row -> of(newUser(new AccountId(row.getLong(0)), name, row.getUUID(1))));
  }

  private Caller.User newUser(AccountId account, String name, UUID key) {
    return roles.user(new Holder(account, name, key), EnumSet.allOf(Scope.class), Optional.empty());
  }

  /** The view, limited by the token's scopes. */
  public Uni<ObjectNode> of(Caller.User user) {
    Tuple account = Tuple.of(user.account().value());
    return Uni.combine()
        .all()
        .unis(
            pool.preparedQuery(SELECT).execute(account),
            pool.preparedQuery(ORGANIZATIONS)
                .execute(
                    Tuple.of(
                        user.account().value(),
                        settings.publicNamespaces().toArray(String[]::new))))
        .with((own, organizations) -> view(user, own.iterator().next(), organizations));
  }

  private ObjectNode view(Caller.User user, Row row, RowSet<Row> organizations) {
    String name = row.getString("name");
    ObjectNode view =
        JsonNodeFactory.instance
            .objectNode()
            .put("anonymous", false)
            .put("username", name)
            .putPOJO("avatar", avatars.of(Avatar.Kind.USER, name, row.getString("email")));
    boolean admin = user.may(Scope.USER_ADMIN);
    if (admin) {
      addDetails(view, row);
    }
    if (admin || user.may(Scope.USER_READ)) {
      addOrganizations(view.putArray("organizations"), user, organizations);
    }
    if (user.superuser()) {
      view.put("super_user", true);
    }
    if (user.readOnlySuperuser()) {
      view.put("global_readonly_super_user", true);
    }
    return view;
  }

  private void addDetails(ObjectNode view, Row row) {
    view.put("can_create_repo", true)
        .put("is_me", true)
        .put("verified", row.getBoolean("verified"))
        .put("email", row.getString("email"));
    view.putArray("logins");
    view.put("invoice_email", row.getBoolean("invoice_email"))
        .put("invoice_email_address", row.getString("invoice_email_address"))
        .put("preferred_namespace", false)
        .put("tag_expiration_s", row.getLong("tag_expiration_s"));
    ArrayNode prompts = view.putArray("prompts");
    for (String prompt : row.getArrayOfStrings("prompts")) {
      prompts.add(prompt);
    }
    view.put("company", row.getString("company"))
        .put("family_name", row.getString("family_name"))
        .put("given_name", row.getString("given_name"))
        .put("location", row.getString("location"))
        .put("is_free_account", true)
        .put("has_password_set", row.getString("password_hash") != null);
    quotas.addTo(view, row);
  }

  private void addOrganizations(ArrayNode list, Caller.User user, RowSet<Row> organizations) {
    for (Row row : organizations) {
      String name = row.getString("name");
      ObjectNode organization =
          list.addObject()
              .put("name", name)
              .putPOJO("avatar", avatars.of(Avatar.Kind.ORGANIZATION, name, row.getString("email")))
              .put(
                  "can_create_repo",
                  user.fullAccess()
                      || ((user.may(Scope.ORG_ADMIN) || user.may(Scope.REPO_CREATE))
                          && row.getBoolean("creates")))
              .put("public", settings.publicNamespaces().contains(name));
      if (user.may(Scope.USER_ADMIN)) {
        organization
            .put(
                "is_org_admin",
                user.fullAccess() || (user.may(Scope.ORG_ADMIN) && row.getBoolean("admin")))
            .put("preferred_namespace", false);
      }
    }
  }
}
