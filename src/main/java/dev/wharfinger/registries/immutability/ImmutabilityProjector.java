package dev.wharfinger.registries.immutability;

import dev.wharfinger.platform.journal.EventMetadata;
import dev.wharfinger.platform.journal.Projector;
import dev.wharfinger.platform.journal.Rows;
import dev.wharfinger.records.log.LogEntry;
import dev.wharfinger.registries.immutability.ImmutabilityEvent.ImmutabilityPolicyApplied;
import dev.wharfinger.registries.immutability.ImmutabilityEvent.ImmutabilityPolicyChanged;
import dev.wharfinger.registries.immutability.ImmutabilityEvent.ImmutabilityPolicyCreated;
import dev.wharfinger.registries.immutability.ImmutabilityEvent.ImmutabilityPolicyDeleted;
import dev.wharfinger.registries.immutability.ImmutabilityEvent.MarkedTag;
import dev.wharfinger.registries.immutability.ImmutabilityEvent.Repository;
import dev.wharfinger.registries.immutability.ImmutabilityEvent.Terms;
import java.util.List;
import java.util.Optional;

/** Projects immutability policies, and what they do to tags that are there, into rows. */
public final class ImmutabilityProjector implements Projector<ImmutabilityEvent> {

  private static final String MARK =
      """
      INSERT INTO tag_immutability (repository, tag, digest)
      SELECT repository, tag, digest FROM unnest($1::bigint[], $2::text[], $3::text[]) m (repository, tag, digest)
      ON CONFLICT (repository, tag) DO UPDATE SET digest = excluded.digest, overwritten = false
      """;

  private static final String CLEAR =
      """
      DELETE FROM tag_expiration x USING unnest($1::bigint[], $2::text[]) m (repository, tag)
      WHERE x.repository = m.repository AND x.tag = m.tag COLLATE "C"
      """;

  @Override
  public Class<ImmutabilityEvent> events() {
    return ImmutabilityEvent.class;
  }

  @Override
  public void project(ImmutabilityEvent event, EventMetadata metadata, Rows rows) {
    switch (event) {
      case ImmutabilityPolicyCreated created ->
          rows.insert(
              "immutability_policy (id, uuid, namespace, repository, tag_pattern,"
                  + " tag_pattern_matches, applied)",
              created.id(),
              created.policy(),
              created.namespace(),
              created.of() == null ? null : created.of().id(),
              created.terms().tagPattern(),
              created.terms().tagPatternMatches(),
              false);
      case ImmutabilityPolicyChanged changed ->
          rows.update(
              "UPDATE immutability_policy SET tag_pattern = $2, tag_pattern_matches = $3,"
                  + " applied = false WHERE uuid = $1",
              changed.policy(),
              changed.terms().tagPattern(),
              changed.terms().tagPatternMatches());
      case ImmutabilityPolicyDeleted deleted ->
          rows.update("DELETE FROM immutability_policy WHERE uuid = $1", deleted.policy());
      case ImmutabilityPolicyApplied applied -> apply(applied, rows);
    }
    entry(event).ifPresent(entry -> log(entry, event, metadata, rows));
  }

  private static void apply(ImmutabilityPolicyApplied applied, Rows rows) {
    List<MarkedTag> tags = applied.tags();
    if (!tags.isEmpty()) {
      rows.update(
          MARK,
          repositories(tags),
          names(tags),
          tags.stream().map(MarkedTag::manifestDigest).toArray(String[]::new));
    }
    List<MarkedTag> cleared = tags.stream().filter(MarkedTag::expirationCleared).toList();
    if (!cleared.isEmpty()) {
      rows.updateIfPresent(CLEAR, repositories(cleared), names(cleared));
    }
    if (applied.complete()) {
      rows.update(
          "UPDATE immutability_policy SET applied = true WHERE uuid = $1", applied.policy());
    }
  }

  private static Long[] repositories(List<MarkedTag> tags) {
    return tags.stream().map(tag -> tag.repository().value()).toArray(Long[]::new);
  }

  private static String[] names(List<MarkedTag> tags) {
    return tags.stream().map(MarkedTag::tag).toArray(String[]::new);
  }

  private static void log(
      LogEntry entry, ImmutabilityEvent event, EventMetadata metadata, Rows rows) {
    var _ = entry.with("namespace", event.name());
    Repository of = event.of();
    if (of != null) {
      var _ = entry.with("repo", of.name()).about(of.id());
    }
    entry.on(event.namespace(), metadata, rows);
  }

  private static Optional<LogEntry> entry(ImmutabilityEvent event) {
    return switch (event) {
      case ImmutabilityPolicyCreated created ->
          Optional.of(entry("create_immutability_policy", created.terms()));
      case ImmutabilityPolicyChanged changed ->
          Optional.of(entry("update_immutability_policy", changed.terms()));
      case ImmutabilityPolicyDeleted deleted ->
          Optional.of(
              LogEntry.of("delete_immutability_policy")
                  .with("policy_uuid", deleted.policy().toString()));
      case ImmutabilityPolicyApplied applied ->
          applied.tags().isEmpty()
              ? Optional.empty()
              : Optional.of(
                  entry("tags_made_immutable_by_policy", applied.terms())
                      .with("count", applied.tags().size()));
    };
  }

  private static LogEntry entry(String kind, Terms terms) {
    return LogEntry.of(kind)
        .with("tag_pattern", terms.tagPattern())
        .with("tag_pattern_matches", terms.tagPatternMatches());
  }
}
