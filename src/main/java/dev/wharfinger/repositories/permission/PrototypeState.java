package dev.wharfinger.repositories.permission;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.OrganizationId;
import dev.wharfinger.platform.id.TeamId;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.rights.OrganizationAccess;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.sql.OneRow;
import dev.wharfinger.platform.vault.Personal;
import dev.wharfinger.repositories.permission.PrototypeEvent.Account;
import dev.wharfinger.repositories.permission.PrototypeEvent.Rule;
import dev.wharfinger.repositories.permission.PrototypeEvent.Team;
import dev.wharfinger.repositories.repository.RepositoryEvent.Role;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The default permission named by a request, and the caller's access to its organization. */
record PrototypeState(OrganizationAccess access, Optional<Found> found) {

  /** A default permission of this organization. */
  record Found(Rule rule, Role role) {}

  /** $3 the rule's uuid. */
  private static final String SELECT =
      "SELECT "
          + OrganizationAccess.COLUMNS
          + """
          , p.uuid, p.role, u.id, u.name, u.subject_key, d.id, d.name, d.subject_key, t.id, t.name
          """
          + OrganizationAccess.FROM
          + """
          LEFT JOIN prototype p ON p.uuid = $3 AND (p.organization = n.id) IS TRUE
          LEFT JOIN namespace u ON u.id = p.activating_user
          LEFT JOIN namespace d ON d.id = p.account
          LEFT JOIN team t ON t.id = p.team
          """;

  private static PrototypeState of(Row row, String organization, Caller.User caller) {
    UUID uuid = row.getUUID(2);
    return new PrototypeState(
        OrganizationAccess.of(row, organization, caller),
        uuid == null
            ? Optional.empty()
            : Optional.of(
                new Found(
                    new Rule(uuid, account(row, 4), account(row, 7), team(row, 10)),
                    Role.of(row.getString(3)))));
  }

  /** An id that no rule has. */
  private static final UUID NOTHING = new UUID(0, 0);

  /** The id in a path; text that is not a UUID matches no rule. */
  static UUID uuid(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      return NOTHING;
    }
  }

  /** The account in three columns of a row: id, name, key. */
  static @Nullable Account account(Row row, int first) {
    Long id = row.getLong(first);
    return id == null
        ? null
        : new Account(
            new AccountId(id),
            new Personal.Known(row.getString(first + 1), row.getUUID(first + 2)));
  }

  /** The team in two columns of a row: id, name. */
  static @Nullable Team team(Row row, int first) {
    Long id = row.getLong(first);
    return id == null ? null : new Team(new TeamId(id), row.getString(first + 1));
  }

  /** A command on an existing rule, for administrators. */
  interface OfPrototype extends Command<PrototypeState> {

    /** The organization's name. */
    String organization();

    /** The rule. */
    UUID prototype();

    /** The caller. */
    Caller.User caller();

    @Override
    default Uni<PrototypeState> load(SqlConnection connection) {
      return connection
          .preparedQuery(SELECT)
          .execute(Tuple.of(organization(), caller().account().value(), prototype()))
          .map(rows -> of(OneRow.of(rows), organization(), caller()));
    }

    @Override
    default Decision decide(PrototypeState state, Ids ids) {
      return state
          .access()
          .refusesAdministrationBy(caller())
          .map(Decision::reject)
          .or(() ->
              state
                  .found()
                  .map(found ->
                      Decision.accept(event(state.access().organization().orElseThrow(), found))))
          .orElseGet(() -> Decision.reject(CommonRejection.NOT_FOUND));
    }

    /** The resulting event. */
    PrototypeEvent event(OrganizationId organization, Found found);
  }
}
