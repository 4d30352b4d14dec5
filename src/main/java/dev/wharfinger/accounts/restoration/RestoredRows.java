package dev.wharfinger.accounts.restoration;

import static dev.wharfinger.records.log.LogEntry.ERASED;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.accounts.restoration.RestorationEvent.Policy;
import dev.wharfinger.accounts.restoration.RestorationEvent.PolicyKind;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.Id;
import dev.wharfinger.platform.journal.Rows;
import dev.wharfinger.platform.vault.Personal;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The rows of what is restored: one statement for each table. */
final class RestoredRows {

  /** $1 the rows as JSON, $2 the namespace. */
  private static final String ROBOT_ACCOUNTS =
      """
      INSERT INTO namespace (id, kind, name, email, subject_key, verified, tag_expiration_s, created)
      SELECT given.id, 'robot', o.name || '+' || given.name, given.email, o.subject_key, true, 0,
        given.created
      FROM namespace o, json_to_recordset(($1::text)::json)
        AS given (id bigint, name text, email text, created timestamptz)
      WHERE o.id = $2
      """;

  private RestoredRows() {}

  /** Inserts all rows in the namespace; what rows refer to comes before them. */
  static void insert(AccountId namespace, RestoredContent content, Rows rows) {
    insertAccounts(namespace, content, rows);
    insertRepositories(namespace, content, rows);
    insertMembersAndPermissions(namespace, content, rows);
    insertRest(namespace, content, rows);
  }

  private static void insertAccounts(AccountId namespace, RestoredContent content, Rows rows) {
    content.robots().forEach(it -> rows.invalidate("account:" + it.id().value()));
    put(
        ROBOT_ACCOUNTS,
        namespace,
        content.robots(),
        (it, row) ->
            row.put("id", it.id().value())
                .put("name", it.shortName())
                .put("email", it.emailStandIn().toString())
                .put("created", it.created().toString()),
        rows);
    put(
        sql(
            "robot (account, owner, short_name, description, metadata, token, federation)",
            "account, $2, name, description, metadata, token, federation",
            "account bigint, name text, description text, metadata text, token text,"
                + " federation jsonb"),
        namespace,
        content.robots(),
        (it, row) -> {
          row.put("account", it.id().value())
              .put("name", it.shortName())
              .put("description", text(it.description(), "", ERASED))
              .put("metadata", text(it.metadata(), "{}", "{}"))
              .put("token", it.token().orElse(""));
          ArrayNode federation = row.putArray("federation");
          it.identities()
              .forEach(each ->
                  federation
                      .addObject()
                      .put("issuer", each.issuer())
                      .put("subject", each.subject()));
        },
        rows);
    put(
        sql(
            "team (id, organization, name, role, description)",
            "id, $2, name, role, description",
            "id bigint, name text, role text, description text"),
        namespace,
        content.teams(),
        (it, row) ->
            row.put("id", it.id().value())
                .put("name", it.name())
                .put("role", word(it.role()))
                .put("description", it.description()),
        rows);
  }

  private static void insertRepositories(AccountId namespace, RestoredContent content, Rows rows) {
    put(
        sql(
            "repository (id, namespace, name, is_public, description, state, status_token, created)",
            "id, $2, name, is_public, description, state, status_token, created",
            "id bigint, name text, is_public boolean, description text, state text,"
                + " status_token uuid, created timestamptz"),
        namespace,
        content.repositories(),
        (it, row) ->
            row.put("id", it.id().value())
                .put("name", it.name())
                .put("is_public", it.isPublic())
                .put("description", it.description().orElse(ERASED))
                .put("state", it.state())
                .put("status_token", it.statusToken().toString())
                .put("created", it.created().toString()),
        rows);
  }

  private static void insertMembersAndPermissions(
      AccountId namespace, RestoredContent content, Rows rows) {
    put(
        sql(
            "team_member (id, team, account)",
            "id, team, account",
            "id bigint, team bigint, account bigint"),
        namespace,
        content.members(),
        (it, row) ->
            row.put("id", it.id())
                .put("team", it.team().value())
                .put("account", it.account().value()),
        rows);
    put(
        sql(
            "repository_permission (id, repository, account, team, role)",
            "id, repository, account, team, role",
            "id bigint, repository bigint, account bigint, team bigint, role text"),
        namespace,
        content.permissions(),
        (it, row) ->
            row.put("id", it.id())
                .put("repository", it.repository().value())
                .put("account", number(it.account()))
                .put("team", number(it.team()))
                .put("role", word(it.role())),
        rows);
    put(
        sql(
            "prototype (id, uuid, organization, activating_user, account, team, role)",
            "id, uuid, $2, activating_user, account, team, role",
            "id bigint, uuid uuid, activating_user bigint, account bigint, team bigint, role text"),
        namespace,
        content.defaultPermissions(),
        (it, row) ->
            row.put("id", it.id())
                .put("uuid", it.uuid().toString())
                .put(
                    "activating_user",
                    it.activatingUser() == null ? null : it.activatingUser().id().value())
                .put(
                    "account",
                    it.delegateAccount() == null ? null : it.delegateAccount().id().value())
                .put("team", it.delegateTeam() == null ? null : it.delegateTeam().id().value())
                .put("role", word(it.role())),
        rows);
  }

  private static void insertRest(AccountId namespace, RestoredContent content, Rows rows) {
    put(
        sql(
            "autoprune_policy (id, uuid, namespace, repository, method, value, tag_pattern,"
                + " tag_pattern_matches)",
            "id, uuid, $2, repository, method, value, tag_pattern, tag_pattern_matches",
            "id bigint, uuid uuid, repository bigint, method text, value text, tag_pattern text,"
                + " tag_pattern_matches boolean"),
        namespace,
        of(PolicyKind.AUTO_PRUNE, content),
        (it, row) ->
            row.put("id", it.id())
                .put("uuid", it.uuid().toString())
                .put("repository", number(it.repository()))
                .put("method", word(Objects.requireNonNull(it.terms().method())))
                .put("value", it.terms().value())
                .put("tag_pattern", it.terms().tagPattern())
                .put("tag_pattern_matches", it.terms().tagPatternMatches()),
        rows);
    put(
        sql(
            "immutability_policy (id, uuid, namespace, repository, tag_pattern,"
                + " tag_pattern_matches, applied)",
            "id, uuid, $2, repository, tag_pattern, tag_pattern_matches, false",
            "id bigint, uuid uuid, repository bigint, tag_pattern text, tag_pattern_matches boolean"),
        namespace,
        of(PolicyKind.IMMUTABILITY, content),
        (it, row) ->
            row.put("id", it.id())
                .put("uuid", it.uuid().toString())
                .put("repository", number(it.repository()))
                .put("tag_pattern", it.terms().tagPattern())
                .put("tag_pattern_matches", it.terms().tagPatternMatches()),
        rows);
    put(
        sql(
            "quota (id, namespace, limit_bytes)",
            "id, $2, limit_bytes",
            "id bigint, limit_bytes bigint"),
        namespace,
        content.quotas(),
        (it, row) -> row.put("id", it.id()).put("limit_bytes", it.limitBytes()),
        rows);
    put(
        sql(
            "quota_limit (id, quota, type, percent)",
            "id, quota, type, percent",
            "id bigint, quota bigint, type text, percent int"),
        namespace,
        content.quotaLimits(),
        (it, row) ->
            row.put("id", it.id())
                .put("quota", it.quota())
                .put("type", it.type().charAt(0) + word(it.type().substring(1)))
                .put("percent", it.percent()),
        rows);
    put(
        sql(
            "proxy_cache (organization, upstream_registry, sealed_for, expiration_s, insecure)",
            "$2, upstream_registry, sealed_for, expiration_s, insecure",
            "upstream_registry text, sealed_for uuid, expiration_s bigint, insecure boolean"),
        namespace,
        content.proxyCaches(),
        (it, row) ->
            row.put("upstream_registry", it.upstreamRegistry())
                .put("sealed_for", it.sealedFor().toString())
                .put("expiration_s", it.expirationSeconds())
                .put("insecure", it.insecure()),
        rows);
    put(
        sql(
            "application (id, owner, client_id, name, description, application_uri, redirect_uri,"
                + " avatar_email, client_secret)",
            "id, $2, client_id, name, description, application_uri, redirect_uri, avatar_email,"
                + " client_secret",
            "id bigint, client_id text, name text, description text, application_uri text,"
                + " redirect_uri text, avatar_email text, client_secret text"),
        namespace,
        content.applications(),
        (it, row) ->
            row.put("id", it.id())
                .put("client_id", it.clientId())
                .put("name", it.name())
                .put("description", orEmpty(it.description()))
                .put("application_uri", orEmpty(it.applicationUri()))
                .put("redirect_uri", orEmpty(it.redirectUri()))
                .put(
                    "avatar_email",
                    it.avatarEmail() == null ? null : it.avatarEmail().orElse(ERASED))
                .put("client_secret", it.clientSecret().orElse("")),
        rows);
  }

  /** The parameter for the namespace is always there, so that all statements take the same. */
  private static String sql(String into, String values, String columns) {
    return "INSERT INTO "
        + into
        + " SELECT "
        + values
        + " FROM json_to_recordset(($1::text)::json) AS given ("
        + columns
        + ") WHERE $2::bigint IS NOT NULL";
  }

  private static List<Policy> of(PolicyKind kind, RestoredContent content) {
    return content.policies().stream().filter(it -> it.kind() == kind).toList();
  }

  private static <T> void put(
      String sql, AccountId namespace, List<T> items, BiConsumer<T, ObjectNode> fill, Rows rows) {
    if (items.isEmpty()) {
      return;
    }
    ArrayNode given = JsonNodeFactory.instance.arrayNode();
    items.forEach(item -> fill.accept(item, given.addObject()));
    rows.update(sql, given.toString(), namespace);
  }

  private static @Nullable Long number(@Nullable Id id) {
    return id == null ? null : id.value();
  }

  private static String text(@Nullable Personal value, String none, String erased) {
    return value == null ? none : value.orElse(erased);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static String word(String constant) {
    return constant.toLowerCase(Locale.ROOT);
  }
}
