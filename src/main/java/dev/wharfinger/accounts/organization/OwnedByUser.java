package dev.wharfinger.accounts.organization;

import dev.wharfinger.platform.account.Entities;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an account has as a user and loses when it becomes an organization: the rows, and the
 * entities whose end the audit feed reports.
 *
 * @param table of the rows
 * @param columns that refer to the account; a row is deleted if one of them does
 * @param kind of the entities
 */
record OwnedByUser(String table, List<String> columns, String kind) {

  static final List<OwnedByUser> ALL =
      List.of(
          of("access_token", Entities.ACCESS_TOKEN),
          of("account_recovery", Entities.RECOVERY),
          of("app_token", Entities.APP_TOKEN),
          of("authorization_code", Entities.AUTHORIZATION_CODE),
          of("email_confirmation", Entities.EMAIL_CONFIRMATION),
          of("notification", Entities.NOTIFICATION),
          new OwnedByUser("prototype", List.of("account", "activating_user"), Entities.PROTOTYPE),
          of("repository_permission", Entities.ACCOUNT_PERMISSION),
          new OwnedByUser(
              "team_invitation", List.of("account", "inviter"), Entities.TEAM_INVITATION),
          of("team_member", Entities.TEAM_MEMBER),
          of("token_assignment", Entities.ASSIGNMENT));

  private static OwnedByUser of(String table, String kind) {
    return new OwnedByUser(table, List.of("account"), kind);
  }

  /** Deletes the rows of account {@code $1}. */
  String sweep() {
    return "DELETE FROM "
        + table
        + " WHERE "
        + columns.stream().map(column -> column + " = $1").collect(Collectors.joining(" OR "));
  }

  static Set<String> kinds() {
    return ALL.stream().map(OwnedByUser::kind).collect(Collectors.toSet());
  }
}
