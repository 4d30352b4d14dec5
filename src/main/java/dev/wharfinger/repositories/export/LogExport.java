package dev.wharfinger.repositories.export;

import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.sql.OneRow;
import dev.wharfinger.repositories.export.LogExportEvent.LogExportRefused;
import dev.wharfinger.repositories.export.LogExportEvent.LogExportRequested;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.Optional;

/**
 * Queues the export of a usage log.
 *
 * @param name whose log; empty for the caller's own, without entries recorded there for others
 */
record LogExport(Optional<String> name, Caller.User caller, Export export)
    implements Command<ExportState> {

  @Override
  public Uni<ExportState> load(SqlConnection connection) {
    return name.isEmpty()
        ? Uni.createFrom().item(ExportState.own(caller))
        : ExportState.load(connection, name.get(), caller);
  }

  @Override
  public Decision decide(ExportState state, Ids ids) {
    if (!state.permitted()) {
      return Decision.reject(caller.denial());
    }
    return switch (state) {
      case ExportState.Missing _ -> Decision.reject(ExportRejection.NO_ACCOUNT);
      case ExportState.Present present ->
          Decision.accept(
              new LogExportRequested(
                  ids.next(),
                  export.id(),
                  present.account(),
                  caller.account(),
                  name.isPresent(),
                  export.start(),
                  export.end(),
                  export.code(),
                  export.codeDigest(),
                  export.callbackUrl(),
                  export.callbackEmail()));
    };
  }

  /** Records a refusal. */
  record Refuse(LogExportRefused event) implements Command<Boolean> {

    @Override
    public Uni<Boolean> load(SqlConnection connection) {
      return connection
          .preparedQuery("SELECT EXISTS (SELECT FROM namespace WHERE id = $1)")
          .execute(io.vertx.mutiny.sqlclient.Tuple.of(event.namespace().value()))
          .map(rows -> OneRow.of(rows).getBoolean(0));
    }

    @Override
    public Decision decide(Boolean lives, Ids ids) {
      return lives ? Decision.accept(event) : Decision.accept();
    }
  }
}
