package dev.wharfinger.repositories.autoprune;

import dev.wharfinger.platform.journal.EventMetadata;
import dev.wharfinger.platform.journal.Projector;
import dev.wharfinger.platform.journal.Rows;
import dev.wharfinger.records.log.LogEntry;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.Changed;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.Created;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.Deleted;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.Method;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.Repository;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.Terms;

/** Projects auto-prune policies into rows. */
public final class AutoPruneProjector implements Projector<AutoPruneEvent> {

  @Override
  public Class<AutoPruneEvent> events() {
    return AutoPruneEvent.class;
  }

  @Override
  public void project(AutoPruneEvent event, EventMetadata metadata, Rows rows) {
    switch (event) {
      case Created created ->
          rows.insert(
              "autoprune_policy (id, uuid, namespace, repository, method, value, tag_pattern,"
                  + " tag_pattern_matches)",
              created.id(),
              created.policy(),
              created.namespace(),
              created.repository().map(Repository::id).orElse(null),
              created.terms().method().word(),
              created.terms().value(),
              created.terms().tagPattern(),
              created.terms().tagPatternMatches());
      case Changed changed ->
          rows.update(
              "UPDATE autoprune_policy SET method = $2, value = $3, tag_pattern = $4,"
                  + " tag_pattern_matches = $5 WHERE uuid = $1",
              changed.policy(),
              changed.terms().method().word(),
              changed.terms().value(),
              changed.terms().tagPattern(),
              changed.terms().tagPatternMatches());
      case Deleted deleted ->
          rows.update("DELETE FROM autoprune_policy WHERE uuid = $1", deleted.policy());
    }
    LogEntry entry = entry(event).with("namespace", event.name());
    event
        .repository()
        .map(of -> entry.with("repo", of.name()).about(of.id()))
        .orElse(entry)
        .on(event.namespace(), metadata, rows);
  }

  private static LogEntry entry(AutoPruneEvent event) {
    String owner = event.repository().isEmpty() ? "namespace" : "repository";
    return switch (event) {
      case Created created -> entry("create", owner, created.terms());
      case Changed changed -> entry("update", owner, changed.terms());
      case Deleted deleted ->
          entry("delete", owner).with("policy_uuid", deleted.policy().toString());
    };
  }

  private static LogEntry entry(String action, String owner, Terms terms) {
    return entry(action, owner)
        .with("method", terms.method().word())
        .with("value", value(terms.method(), terms.value()))
        .with("tag_pattern", terms.tagPattern())
        .with("tag_pattern_matches", terms.tagPatternMatches());
  }

  private static LogEntry entry(String action, String owner) {
    return LogEntry.of("%s_%s_autoprune_policy".formatted(action, owner));
  }

  /** On the wire, a number of tags is a number, a duration a string. */
  static Object value(Method method, String value) {
    return switch (method) {
      case NUMBER_OF_TAGS -> Long.valueOf(value);
      case CREATION_DATE -> value;
    };
  }
}
