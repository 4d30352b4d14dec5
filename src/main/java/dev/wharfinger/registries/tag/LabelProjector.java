package dev.wharfinger.registries.tag;

import dev.wharfinger.platform.journal.EventMetadata;
import dev.wharfinger.platform.journal.Projector;
import dev.wharfinger.platform.journal.Rows;
import dev.wharfinger.records.log.LogEntry;
import dev.wharfinger.registries.tag.LabelEvent.ManifestLabelAdded;
import dev.wharfinger.registries.tag.LabelEvent.ManifestLabelDeleted;

/** Projects labels into rows. */
public final class LabelProjector implements Projector<LabelEvent> {

  @Override
  public Class<LabelEvent> events() {
    return LabelEvent.class;
  }

  @Override
  public void project(LabelEvent event, EventMetadata metadata, Rows rows) {
    LogEntry entry =
        switch (event) {
          case ManifestLabelAdded added -> {
            rows.insert(
                "manifest_label (id, uuid, repository, digest, key, value, media_type)",
                added.id(),
                added.label(),
                added.repository(),
                added.manifestDigest(),
                added.key(),
                added.value().orElse(LogEntry.ERASED),
                added.mediaType());
            yield LogEntry.of("manifest_label_add").with("media_type", added.mediaType());
          }
          case ManifestLabelDeleted deleted -> {
            rows.update("DELETE FROM manifest_label WHERE uuid = $1", deleted.label());
            yield LogEntry.of("manifest_label_delete");
          }
        };
    entry
        .with("id", event.label().toString())
        .with("key", event.key())
        .with("value", event.value())
        .with("manifest_digest", event.manifestDigest())
        .with("namespace", event.namespaceName())
        .with("repo", event.name())
        .about(event.repository())
        .on(event.namespace(), metadata, rows);
  }
}
