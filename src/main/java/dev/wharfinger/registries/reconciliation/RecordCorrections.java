package dev.wharfinger.registries.reconciliation;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.sql.OneRow;
import dev.wharfinger.platform.vault.Personal;
import dev.wharfinger.registries.reconciliation.ReconciliationEvent.Corrected;
import dev.wharfinger.registries.reconciliation.ReconciliationEvent.RepositoryReconciled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Optional;
import java.util.UUID;

/** Records what was corrected in a repository; nothing if it is gone. */
record RecordCorrections(UUID walk, RepositoryId repository, Corrected corrected)
    implements Command<Optional<RecordCorrections.Place>> {

  private static final String SELECT =
      """
      SELECT r.name, n.id AS account, n.name AS namespace, n.subject_key
      FROM repository r JOIN namespace n ON n.id = r.namespace WHERE r.id = $1
      """;

  /** The repository and its namespace. */
  record Place(String name, AccountId account, Personal namespace) {}

  @Override
  public Uni<Optional<Place>> load(SqlConnection connection) {
    return connection
        .preparedQuery(SELECT)
        .execute(Tuple.of(repository.value()))
        .map(rows ->
            OneRow.optional(rows)
                .map(row ->
                    new Place(
                        row.getString("name"),
                        new AccountId(row.getLong("account")),
                        new Personal.Known(
                            row.getString("namespace"), row.getUUID("subject_key")))));
  }

  @Override
  public Decision decide(Optional<Place> state, Ids ids) {
    return state
        .map(place ->
            Decision.accept(
                new RepositoryReconciled(
                    walk, repository, place.name(), place.account(), place.namespace(), corrected)))
        .orElseGet(Decision::accept);
  }
}
