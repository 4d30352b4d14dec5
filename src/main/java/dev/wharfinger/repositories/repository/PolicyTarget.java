package dev.wharfinger.repositories.repository;

import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.CheckedBody;
import dev.wharfinger.platform.http.OneMore;
import dev.wharfinger.platform.http.Schema;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.security.Caller;
import java.util.List;
import java.util.Set;

/** What the policies of a request belong to, as the request names it. */
public sealed interface PolicyTarget {

  /** The caller's own account, on its dedicated route. */
  record OwnAccount() implements PolicyTarget {}

  /** An organization, or the caller's own account. */
  record Namespace(String name) implements PolicyTarget {}

  /** A repository. */
  record OfRepository(RepositoryName name) implements PolicyTarget {}

  /** Of an account, the body is checked before the permission, of a repository after it. */
  default CheckedBody body(ApiRequest request, Schema schema) {
    return switch (this) {
      case OwnAccount _, Namespace _ -> new CheckedBody.Fits(request.body(schema));
      case OfRepository _ -> request.checkedBody(schema);
    };
  }

  /**
   * A command that creates a policy, unless there are too many.
   *
   * @param created the events of which it records one
   * @param table of the policies, with a namespace and a repository
   * @param policies what they are, in the plural
   * @param most how many there may be here
   */
  default <S> OneMore<S> oneMore(
      Command<S> command,
      Caller.User caller,
      Set<Class<? extends Event>> created,
      String table,
      String policies,
      int most) {
    return switch (this) {
      case OwnAccount _ ->
          new Namespace(caller.name()).oneMore(command, caller, created, table, policies, most);
      case Namespace(String name) ->
          new OneMore<>(
              command,
              created,
              policies + " of an account",
              ("SELECT FROM %s p JOIN namespace n ON n.id = p.namespace"
                      + " WHERE n.name = $1 AND p.repository IS NULL")
                  .formatted(table),
              List.of(name),
              most);
      case OfRepository(RepositoryName repository) ->
          new OneMore<>(
              command,
              created,
              policies + " of a repository",
              ("SELECT FROM %s p JOIN repository r ON r.id = p.repository"
                      + " JOIN namespace n ON n.id = r.namespace WHERE n.name = $1 AND r.name = $2")
                  .formatted(table),
              List.of(repository.namespace(), repository.name()),
              most);
    };
  }
}
