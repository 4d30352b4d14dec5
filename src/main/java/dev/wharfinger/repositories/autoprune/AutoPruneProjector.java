package dev.wharfinger.repositories.autoprune;

import dev.wharfinger.platform.journal.EventMetadata;
import dev.wharfinger.platform.journal.Projector;
import dev.wharfinger.platform.journal.Rows;
import dev.wharfinger.platform.vault.Personal;
import dev.wharfinger.records.log.LogEntry;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.AutoPrunePolicyChanged;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.AutoPrunePolicyCreated;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.AutoPrunePolicyDeleted;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.Method;
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
      case AutoPrunePolicyCreated created -> {
        rows.insert(
            "autoprune_policy (id, uuid, namespace, method, value, tag_pattern,"
                + " tag_pattern_matches)",
            created.id(),
            created.policy(),
            created.namespace(),
            created.terms().method().word(),
            created.terms().value(),
            created.terms().tagPattern(),
            created.terms().tagPatternMatches());
        entry("create_namespace_autoprune_policy", created.terms(), created.name())
            .on(created.namespace(), metadata, rows);
      }
      case AutoPrunePolicyChanged changed -> {
        rows.update(
            "UPDATE autoprune_policy SET method = $2, value = $3, tag_pattern = $4,"
                + " tag_pattern_matches = $5 WHERE uuid = $1",
            changed.policy(),
            changed.terms().method().word(),
            changed.terms().value(),
            changed.terms().tagPattern(),
            changed.terms().tagPatternMatches());
        entry("update_namespace_autoprune_policy", changed.terms(), changed.name())
            .on(changed.namespace(), metadata, rows);
      }
      case AutoPrunePolicyDeleted deleted -> {
        rows.update("DELETE FROM autoprune_policy WHERE uuid = $1", deleted.policy());
        LogEntry.of("delete_namespace_autoprune_policy")
            .with("policy_uuid", deleted.policy().toString())
            .with("namespace", deleted.name())
            .on(deleted.namespace(), metadata, rows);
      }
    }
  }

  private static LogEntry entry(String kind, Terms terms, Personal name) {
    return LogEntry.of(kind)
        .with("method", terms.method().word())
        .with("value", value(terms.method(), terms.value()))
        .with("tag_pattern", terms.tagPattern())
        .with("tag_pattern_matches", terms.tagPatternMatches())
        .with("namespace", name);
  }

  /** On the wire, a number of tags is a number, a duration a string. */
  static Object value(Method method, String value) {
    return switch (method) {
      case NUMBER_OF_TAGS -> Long.valueOf(value);
      case CREATION_DATE -> value;
    };
  }
}
