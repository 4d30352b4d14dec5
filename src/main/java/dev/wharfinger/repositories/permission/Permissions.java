package dev.wharfinger.repositories.permission;

import static dev.wharfinger.platform.http.Schema.oneOfTexts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.OneMore;
import dev.wharfinger.platform.http.Schema;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.journal.Outcome;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.repositories.permission.PermissionEvent.AccountPermissionSet;
import dev.wharfinger.repositories.permission.PermissionEvent.TeamPermissionSet;
import dev.wharfinger.repositories.permission.PermissionHolder.Kind;
import dev.wharfinger.repositories.repository.RepositoryAccess;
import dev.wharfinger.repositories.repository.RepositoryAccess.Present;
import dev.wharfinger.repositories.repository.RepositoryName;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/** The permissions on a repository, for those who administer it. Source: contract neighbours 7. */
@Singleton
public class Permissions {

  static final Schema BODY =
      Schema.object().required("role").property("role", oneOfTexts("read", "write", "admin"));

  /** All permissions except the holder's own, which would only be changed. */
  private static final String OTHERS =
      """
      SELECT FROM repository_permission p JOIN repository r ON r.id = p.repository
      JOIN namespace n ON n.id = r.namespace %s
      WHERE n.name = $1 AND r.name = $2 AND h.name <> $3\
      """;

  private final Pool pool;
  private final Writes writes;
  private final PermissionView view;

  @Inject
  Permissions(Pool pool, Writes writes, PermissionView view) {
    this.pool = pool;
    this.writes = writes;
    this.view = view;
  }

  /** All permissions, by holder name. */
  Uni<ObjectNode> all(ApiRequest request, RepositoryName repository, Kind kind) {
    return inspected(request, repository).flatMap(found -> view.all(found, kind));
  }

  /** One holder's permission. */
  Uni<ObjectNode> one(ApiRequest request, RepositoryName repository, Kind kind, String name) {
    return inspected(request, repository)
        .flatMap(found -> view.find(found, kind, name))
        .map(found -> found.orElseThrow(() -> new ApiException(ApiError.message(kind.without()))));
  }

  /** The permissions of a user, direct and through teams. */
  Uni<ObjectNode> transitive(ApiRequest request, RepositoryName repository, String user) {
    return inspected(request, repository)
        .flatMap(found -> view.transitive(found, user))
        .map(found -> found.orElseThrow(ApiException::notFound));
  }

  /** Sets one holder's permission. */
  Uni<ObjectNode> set(ApiRequest request, RepositoryName repository, Kind kind, String name) {
    Caller.User caller = request.requireUser();
    return writes
        .submit(
            request,
            caller,
            new OneMore<>(
                new PermissionCommand.Set(
                    repository, kind, name, caller, request.checkedBody(BODY)),
                Set.of(AccountPermissionSet.class, TeamPermissionSet.class),
                "permissions on a repository",
                OTHERS.formatted(kind.others()),
                List.of(repository.namespace(), repository.name(), name)))
        .flatMap(_ -> RepositoryAccess.load(pool, repository, caller))
        .flatMap(access ->
            switch (access) {
              case RepositoryAccess.Missing _ -> throw new ApiException(ApiError.notFound());
              case Present present -> view.find(present, kind, name);
            })
        .map(found -> found.orElseThrow(ApiException::notFound));
  }

  /** Removes one holder's permission. */
  Uni<Outcome.Done> remove(ApiRequest request, RepositoryName repository, Kind kind, String name) {
    Caller.User caller = request.requireUser();
    return writes.submit(
        request, caller, new PermissionCommand.Remove(repository, kind, name, caller));
  }

  private Uni<Present> inspected(ApiRequest request, RepositoryName repository) {
    Caller.User caller = request.requireUser();
    return RepositoryAccess.load(pool, repository, caller)
        .map(access -> access.inspectedBy(caller));
  }
}
