package dev.wharfinger.registries.tag;

import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.sql.OneRow;
import dev.wharfinger.registries.tag.LabelEvent.ManifestLabelAdded;
import dev.wharfinger.registries.tag.LabelEvent.ManifestLabelDeleted;
import dev.wharfinger.repositories.repository.RepositoryAccess;
import dev.wharfinger.repositories.repository.RepositoryAccess.Missing;
import dev.wharfinger.repositories.repository.RepositoryAccess.Present;
import dev.wharfinger.repositories.repository.RepositoryEvent.Role;
import dev.wharfinger.repositories.repository.RepositoryName;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Optional;
import java.util.UUID;

/**
 * Commands on the labels of a manifest. Whether it is alive is a matter of what registries report,
 * and looked at before. Source: contract repositories 2.2.
 */
sealed interface LabelCommand extends Command<LabelCommand.State> {

  /**
   * What the decision needs.
   *
   * @param label the label that is meant, if it is there
   */
  record State(RepositoryAccess access, Optional<Stored> label) {}

  /** A label that was added. */
  record Stored(String key, String value) {}

  RepositoryName repository();

  Caller.User caller();

  /** The manifest. */
  String digest();

  UUID label();

  @Override
  default Uni<State> load(SqlConnection connection) {
    Uni<Optional<Stored>> label =
        connection
            .preparedQuery(
                """
                SELECT l.key, l.value FROM manifest_label l
                JOIN repository r ON r.id = l.repository JOIN namespace n ON n.id = r.namespace
                WHERE l.uuid = $1 AND l.digest = $2 AND r.name = $3 AND n.name = $4
                """)
            .execute(Tuple.of(label(), digest(), repository().name(), repository().namespace()))
            .map(rows ->
                OneRow.optional(rows)
                    .map(row -> new Stored(row.getString("key"), row.getString("value"))));
    return Uni.combine()
        .all()
        .unis(RepositoryAccess.load(connection, repository(), caller()), label)
        .with(State::new);
  }

  @Override
  default Decision decide(State state, Ids ids) {
    return state
        .access()
        .denies(Role.WRITE, caller())
        .map(Decision::reject)
        .orElseGet(() ->
            switch (state.access()) {
              case Missing _ -> Decision.reject(CommonRejection.NOT_FOUND);
              case Present present -> decide(present, state.label(), ids);
            });
  }

  /** Decides for a repository that the caller may write. */
  Decision decide(Present in, Optional<Stored> stored, Ids ids);

  /** Adds a label. */
  record Add(
      RepositoryName repository,
      Caller.User caller,
      String digest,
      UUID label,
      String key,
      String value,
      String mediaType)
      implements LabelCommand {

    @Override
    public Decision decide(Present in, Optional<Stored> stored, Ids ids) {
      return Decision.accept(
          new ManifestLabelAdded(
              ids.next(),
              label,
              in.id(),
              in.name(),
              in.namespace().id(),
              in.namespace().personalName(),
              digest,
              key,
              in.namespace().personal(value),
              mediaType));
    }
  }

  /** Deletes a label. */
  record Delete(RepositoryName repository, Caller.User caller, String digest, UUID label)
      implements LabelCommand {

    @Override
    public Decision decide(Present in, Optional<Stored> stored, Ids ids) {
      return stored
          .map(it ->
              Decision.accept(
                  new ManifestLabelDeleted(
                      label,
                      in.id(),
                      in.name(),
                      in.namespace().id(),
                      in.namespace().personalName(),
                      digest,
                      it.key(),
                      in.namespace().personal(it.value()))))
          .orElseGet(() -> Decision.reject(CommonRejection.NOT_FOUND));
    }
  }
}
