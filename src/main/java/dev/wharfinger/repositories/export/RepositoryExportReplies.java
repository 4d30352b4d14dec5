package dev.wharfinger.repositories.export;

import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.WriteRequest;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.journal.Rejection;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.sql.OneRow;
import dev.wharfinger.platform.vault.Personal;
import dev.wharfinger.repositories.export.ExportReplies.Failure;
import dev.wharfinger.repositories.export.ExportReplies.Wanted;
import dev.wharfinger.repositories.export.LogExportEvent.RepositoryLogExportRefused;
import dev.wharfinger.repositories.export.LogExportEvent.RepositoryLogExportRequested;
import dev.wharfinger.repositories.repository.RepositoryAccess;
import dev.wharfinger.repositories.repository.RepositoryEvent.Role;
import dev.wharfinger.repositories.repository.RepositoryName;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Accepts requests for exports of repository logs: checks the permission first, then the body, then
 * whether the repository exists; failures after the permission check are logged. Source: contract
 * neighbours 9, sessions 3.6.
 */
@Singleton
class RepositoryExportReplies {

  private static final Failure NO_REPOSITORY =
      new Failure(ApiError.notFound(), "non-existent repository");

  private final Pool pool;
  private final Writes writes;
  private final ExportReplies exports;

  @Inject
  RepositoryExportReplies(Pool pool, Writes writes, ExportReplies exports) {
    this.pool = pool;
    this.writes = writes;
    this.exports = exports;
  }

  /** Queues the export, or logs the failure and refuses. */
  Uni<Response> export(ApiRequest request, RepositoryName name) {
    return RepositoryAccess.load(pool, name, request.caller())
        .flatMap(access -> {
          if (!access.allows(Role.ADMIN, request.caller())) {
            throw new ApiException(ApiError.denied(request.caller()));
          }
          return export(request, name, access, request.requireUser());
        });
  }

  private Uni<Response> export(
      ApiRequest request, RepositoryName name, RepositoryAccess access, Caller.User caller) {
    Wanted wanted = exports.wanted(request);
    return switch (access) {
      case RepositoryAccess.Missing _ ->
          refuse(request, name, Optional.empty(), wanted, NO_REPOSITORY);
      case RepositoryAccess.Present present ->
          exports
              .failure(wanted)
              .flatMap(failure ->
                  failure.isPresent()
                      ? refuse(request, name, Optional.of(present.id()), wanted, failure.get())
                      : queue(request, name, caller, wanted));
    };
  }

  private Uni<Response> queue(
      ApiRequest request, RepositoryName name, Caller.User caller, Wanted wanted) {
    WriteRequest write = writes.begin(request);
    Export export = exports.draw(wanted, caller, write);
    return exports.queue(request, new Queue(name, caller, export), write);
  }

  private Uni<Response> refuse(
      ApiRequest request,
      RepositoryName name,
      Optional<RepositoryId> repository,
      Wanted wanted,
      Failure failure) {
    Caller.User caller = request.requireUser();
    Refuse command =
        new Refuse(
            name,
            repository.orElse(null),
            failure.error(),
            ExportReplies.personal(wanted.url(), caller.key()),
            ExportReplies.personal(wanted.email(), caller.key()));
    return writes
        .submit(writes.beginAnew(request), Writes.actor(request, caller), command)
        .flatMap(_ -> Uni.createFrom().failure(ExportReplies.refused(failure)));
  }

  /** Queues an export. */
  record Queue(RepositoryName name, Caller.User caller, Export export)
      implements Command<RepositoryAccess> {

    @Override
    public Uni<RepositoryAccess> load(SqlConnection connection) {
      return RepositoryAccess.load(connection, name, caller);
    }

    @Override
    public Decision decide(RepositoryAccess access, Ids ids) {
      Optional<Rejection> refusal = access.denies(Role.ADMIN, caller);
      if (refusal.isPresent()) {
        return Decision.reject(refusal.get());
      }
      return switch (access) {
        case RepositoryAccess.Missing _ -> Decision.reject(CommonRejection.NOT_FOUND);
        case RepositoryAccess.Present present ->
            Decision.accept(
                new RepositoryLogExportRequested(
                    ids.next(),
                    export.id(),
                    present.namespace().id(),
                    present.id(),
                    present.name(),
                    caller.account(),
                    export.start(),
                    export.end(),
                    export.code(),
                    export.codeDigest(),
                    export.callbackUrl(),
                    export.callbackEmail()));
      };
    }
  }

  /** Records a refusal; the state is the account of the namespace, if it exists. */
  record Refuse(
      RepositoryName name,
      @Nullable RepositoryId repository,
      String error,
      @Nullable Personal callbackUrl,
      @Nullable Personal callbackEmail)
      implements Command<Optional<AccountId>> {

    @Override
    public Uni<Optional<AccountId>> load(SqlConnection connection) {
      return connection
          .preparedQuery("SELECT id FROM namespace WHERE name = $1 AND kind <> 'robot'")
          .execute(Tuple.of(name.namespace()))
          .map(rows ->
              rows.size() == 0
                  ? Optional.empty()
                  : Optional.of(new AccountId(OneRow.of(rows).getLong(0))));
    }

    @Override
    public Decision decide(Optional<AccountId> namespace, Ids ids) {
      return namespace.isEmpty()
          ? Decision.accept()
          : Decision.accept(
              new RepositoryLogExportRefused(
                  namespace.get(), repository, name.name(), error, callbackUrl, callbackEmail));
    }
  }
}
