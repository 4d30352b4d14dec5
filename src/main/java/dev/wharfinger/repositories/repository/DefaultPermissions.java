package dev.wharfinger.repositories.repository;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.TeamId;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.repositories.repository.RepositoryEvent.Grant;
import dev.wharfinger.repositories.repository.RepositoryEvent.Role;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The permissions that a new repository grants by the default permissions of its namespace. Source:
 * contract neighbours 8.
 */
final class DefaultPermissions {

  /** Subselect of the rules in namespace n that apply to the creator with account $3. */
  static final String SELECT =
      """
      (SELECT json_agg(json_build_object('general', p.activating_user IS NULL,
                                         'account', p.account, 'team', p.team, 'role', p.role)
                       ORDER BY p.id)
       FROM prototype p
       WHERE p.organization = n.id AND (p.activating_user IS NULL OR p.activating_user = $3))
      """;

  /**
   * A default permission that applies to the creator.
   *
   * @param general whether it applies to all creators; if not, it names this one
   */
  record Rule(boolean general, @Nullable AccountId account, @Nullable TeamId team, Role role) {}

  private DefaultPermissions() {}

  /** Parses {@link #SELECT}. */
  static List<Rule> of(@Nullable JsonArray found) {
    List<Rule> rules = new ArrayList<>();
    if (found != null) {
      for (Object each : found) {
        JsonObject rule = (JsonObject) each;
        rules.add(
            new Rule(
                rule.getBoolean("general"),
                AccountId.ofNullable(rule.getLong("account")),
                TeamId.ofNullable(rule.getLong("team")),
                Role.of(rule.getString("role"))));
      }
    }
    return rules;
  }

  /**
   * The grants: the creator administers the repository whatever the rules say; of several rules for
   * one delegate the last one that names the creator applies, otherwise the first one.
   */
  static List<Grant> grants(AccountId creator, List<Rule> rules, Ids ids) {
    List<Grant> grants = new ArrayList<>();
    grants.add(new Grant(ids.next(), creator, null, Role.ADMIN));
    Map<TeamId, Rule> teams = new LinkedHashMap<>();
    Map<AccountId, Rule> accounts = new LinkedHashMap<>();
    for (Rule rule : rules) {
      if (rule.team() == null) {
        choose(Objects.requireNonNull(rule.account()), rule, accounts);
      } else {
        choose(rule.team(), rule, teams);
      }
    }
    accounts.remove(creator);
    teams.forEach((team, rule) -> grants.add(new Grant(ids.next(), null, team, rule.role())));
    accounts.forEach(
        (account, rule) -> grants.add(new Grant(ids.next(), account, null, rule.role())));
    return grants;
  }

  private static <I> void choose(I delegate, Rule rule, Map<I, Rule> chosen) {
    if (!rule.general() || !chosen.containsKey(delegate)) {
      chosen.put(delegate, rule);
    }
  }
}
