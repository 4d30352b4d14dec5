package dev.wharfinger.accounts.recovery;

import dev.wharfinger.accounts.recovery.RecoveryEvent.OrganizationRecoveryAsked;
import dev.wharfinger.platform.account.EmailAddress;
import dev.wharfinger.platform.id.OrganizationId;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.rights.NamespaceRights;
import dev.wharfinger.platform.sql.OneRow;
import dev.wharfinger.platform.vault.Personal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Mails an organization, as which no one can sign in, the names of its administrators, unless that
 * was done recently. Source: contract sessions 5.1.
 */
record OrganizationRecoveryMail(OrganizationId organization, Instant now)
    implements Command<OrganizationRecoveryMail.State> {

  /**
   * What the decision needs.
   *
   * @param email empty without an organization
   * @param asked when it was last requested
   */
  record State(
      String name, String email, UUID key, Optional<Instant> asked, List<Personal> administrators) {

    static final State GONE = new State("", "", new UUID(0, 0), Optional.empty(), List.of());

    State {
      administrators = List.copyOf(administrators);
    }
  }

  @Override
  public Uni<State> load(SqlConnection connection) {
    return connection
        .preparedQuery(
            """
            SELECT o.name, o.email, o.subject_key, r.asked, array_agg(n.name ORDER BY n.id) AS names,
                   array_agg(n.subject_key ORDER BY n.id) AS keys
            FROM namespace o LEFT JOIN account_recovery r ON r.account = o.id
            LEFT JOIN LATERAL (
              SELECT a.id, a.name, a.subject_key FROM namespace a
              WHERE a.id IN (%s) AND a.kind = 'user') n ON true
            WHERE o.id = $1 AND o.kind = 'organization'
            GROUP BY o.id, r.asked
            """
                .formatted(NamespaceRights.administratorsOf("o.id")))
        .execute(Tuple.of(organization.value()))
        .map(rows -> rows.size() == 0 ? State.GONE : state(OneRow.of(rows)));
  }

  private static State state(Row row) {
    String[] names = row.getArrayOfStrings("names");
    UUID[] keys = row.getArrayOfUUIDs("keys");
    List<Personal> administrators = new ArrayList<>();
    for (int i = 0; i < names.length; i++) {
      if (names[i] != null) {
        administrators.add(new Personal.Known(names[i], keys[i]));
      }
    }
    return new State(
        row.getString(0),
        row.getString(1),
        row.getUUID(2),
        Optional.ofNullable(row.getOffsetDateTime(3)).map(OffsetDateTime::toInstant),
        administrators);
  }

  @Override
  public Decision decide(State state, Ids ids) {
    return AskForRecovery.isEnough(state.asked(), now) || !EmailAddress.isValid(state.email())
        ? Decision.accept()
        : Decision.accept(
            new OrganizationRecoveryAsked(
                organization,
                state.name(),
                ids.next(),
                new Personal.Known(state.email(), state.key()),
                state.administrators()));
  }
}
