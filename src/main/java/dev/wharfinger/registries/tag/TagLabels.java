package dev.wharfinger.registries.tag;

import dev.wharfinger.platform.config.QuayDuration;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.registries.tag.ManifestContents.Content;
import dev.wharfinger.repositories.repository.RepositoryName;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The labels by which an image tells what becomes of its tags. Source: contract repositories 1.6.
 */
@Singleton
class TagLabels {

  private static final String EXPIRES_AFTER = "quay.expires-after";
  private static final String IMMUTABLE = "quay.immutable";
  private static final Set<String> KEYS = Set.of(EXPIRES_AFTER, IMMUTABLE);
  private static final Pattern VALUE = Pattern.compile("[0-9]{1,9}[smhdwy]");

  private final ManifestContents contents;

  @Inject
  TagLabels(ManifestContents contents) {
    this.contents = contents;
  }

  /**
   * What becomes of a tag that is set to a manifest.
   *
   * @param life how long it lives; empty for as long as nobody ends it
   */
  record Effects(Optional<Duration> life, boolean immutable) {

    static final Effects NONE = new Effects(Optional.empty(), false);

    static Effects of(Map<String, String> labels) {
      return new Effects(
          Optional.ofNullable(labels.get(EXPIRES_AFTER)).flatMap(TagLabels::parse),
          labels.getOrDefault(IMMUTABLE, "").strip().equalsIgnoreCase("true"));
    }
  }

  /**
   * What the labels of a manifest do to its tags. For an index without a label it is what all its
   * manifests agree on; an index of more than are shown of one has no common labels.
   */
  Uni<Effects> of(RepositoryId repository, RepositoryName name, String digest) {
    return contents
        .find(repository, name, digest)
        .flatMap(content -> {
          Map<String, String> own = own(content);
          List<String> children = children(content);
          return own.size() == KEYS.size()
                  || children.isEmpty()
                  || children.size() > TagView.MOST_CHILDREN
              ? Uni.createFrom().item(own)
              : common(repository, name, children).map(common -> both(common, own));
        })
        .map(Effects::of)
        .onFailure(TagLabels::isNotThere)
        .recoverWithItem(Effects.NONE);
  }

  private static Map<String, String> both(Map<String, String> common, Map<String, String> own) {
    Map<String, String> both = new HashMap<>(common);
    both.putAll(own);
    return both;
  }

  /** The registry does not have it, or not as it should be: asking again would not help. */
  private static boolean isNotThere(Throwable failure) {
    return failure instanceof ApiException refused && refused.refusal().status() == 404;
  }

  private Uni<Map<String, String>> common(
      RepositoryId repository, RepositoryName name, List<String> children) {
    return Multi.createFrom()
        .iterable(children)
        .onItem()
        .transformToUniAndConcatenate(
            child -> contents.find(repository, name, child).map(TagLabels::own))
        .collect()
        .asList()
        .map(all -> {
          Map<String, String> common = new HashMap<>(all.getFirst());
          all.forEach(each -> common.entrySet().retainAll(each.entrySet()));
          return common;
        });
  }

  private static Map<String, String> own(Content content) {
    Map<String, String> own = new HashMap<>(ManifestLabel.values(content));
    own.keySet().retainAll(KEYS);
    return own;
  }

  private static List<String> children(Content content) {
    return content
        .manifest()
        .path("manifests")
        .valueStream()
        .map(child -> child.path("digest").asText())
        .toList();
  }

  /** A duration in Quay's format; empty for whatever else a label says. */
  static Optional<Duration> parse(String value) {
    return VALUE.matcher(value).matches()
        ? Optional.of(QuayDuration.parseAny(value).toDuration())
        : Optional.empty();
  }
}
