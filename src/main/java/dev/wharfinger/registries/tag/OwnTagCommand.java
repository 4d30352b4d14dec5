package dev.wharfinger.registries.tag;

import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.Optional;

/**
 * Records what the service itself does with a tag; nothing if the repository is gone, or the tag is
 * not what it was when the work began.
 */
interface OwnTagCommand extends Command<Optional<TagPlace>> {

  RepositoryId repository();

  String tag();

  /** What is recorded; empty if it does not apply any more. */
  Optional<TagEvent> event(TagPlace place);

  @Override
  default Uni<Optional<TagPlace>> load(SqlConnection connection) {
    return TagPlace.load(connection, repository(), tag());
  }

  @Override
  default Decision decide(Optional<TagPlace> state, Ids ids) {
    return state.flatMap(this::event).map(Decision::accept).orElseGet(Decision::accept);
  }
}
