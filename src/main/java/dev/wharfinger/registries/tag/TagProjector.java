package dev.wharfinger.registries.tag;

import dev.wharfinger.platform.journal.EventMetadata;
import dev.wharfinger.platform.journal.Projector;
import dev.wharfinger.platform.journal.Rows;
import dev.wharfinger.records.log.LogEntry;
import dev.wharfinger.registries.tag.TagEvent.TagDeleted;
import dev.wharfinger.registries.tag.TagEvent.TagRestored;

/** Logs what was done with tags; the tags themselves are among what registries report. */
public final class TagProjector implements Projector<TagEvent> {

  @Override
  public Class<TagEvent> events() {
    return TagEvent.class;
  }

  @Override
  public void project(TagEvent event, EventMetadata metadata, Rows rows) {
    LogEntry entry =
        switch (event) {
          case TagDeleted _ -> LogEntry.of("delete_tag").with("namespace", event.namespaceName());
          case TagRestored restored ->
              LogEntry.of("revert_tag").with("manifest_digest", restored.digest());
        };
    entry
        .with("username", metadata.actor().name())
        .with("repo", event.name())
        .with("tag", event.tag())
        .about(event.repository())
        .on(event.namespace(), metadata, rows);
  }
}
