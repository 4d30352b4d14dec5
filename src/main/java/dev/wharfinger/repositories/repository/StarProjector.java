package dev.wharfinger.repositories.repository;

import dev.wharfinger.platform.journal.EventMetadata;
import dev.wharfinger.platform.journal.Projector;
import dev.wharfinger.platform.journal.Rows;
import dev.wharfinger.repositories.repository.StarEvent.RepositoryStarred;
import dev.wharfinger.repositories.repository.StarEvent.RepositoryUnstarred;

/** Projects stars into rows. */
public final class StarProjector implements Projector<StarEvent> {

  @Override
  public Class<StarEvent> events() {
    return StarEvent.class;
  }

  @Override
  public void project(StarEvent event, EventMetadata metadata, Rows rows) {
    switch (event) {
      case RepositoryStarred starred ->
          rows.insert(
              "repository_star (account, repository)", starred.account(), starred.repository());
      case RepositoryUnstarred unstarred ->
          rows.update(
              "DELETE FROM repository_star WHERE account = $1 AND repository = $2",
              unstarred.account(),
              unstarred.repository());
    }
  }
}
