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
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The label by which an image tells how long its tags live. Source: contract repositories 1.6. */
@Singleton
class ExpirationLabels {

  static final String KEY = "quay.expires-after";
  private static final Pattern VALUE = Pattern.compile("[0-9]{1,9}[smhdwy]");

  private final ManifestContents contents;

  @Inject
  ExpirationLabels(ManifestContents contents) {
    this.contents = contents;
  }

  /**
   * How long a tag lives that is set to this manifest; empty for as long as nobody ends it. For an
   * index without the label it is what all its manifests agree on; an index of more than are shown
   * of one has no common label.
   */
  Uni<Optional<Duration>> of(RepositoryId repository, RepositoryName name, String digest) {
    return contents
        .find(repository, name, digest)
        .flatMap(content -> {
          Optional<String> own = own(content);
          List<String> children = children(content);
          return own.isPresent() || children.isEmpty() || children.size() > TagView.MOST_CHILDREN
              ? Uni.createFrom().item(own)
              : common(repository, name, children);
        })
        .map(value -> value.flatMap(ExpirationLabels::parse))
        .onFailure(ExpirationLabels::isNotThere)
        .recoverWithItem(Optional.empty());
  }

  /** The registry does not have it, or not as it should be: asking again would not help. */
  private static boolean isNotThere(Throwable failure) {
    return failure instanceof ApiException refused && refused.refusal().status() == 404;
  }

  private Uni<Optional<String>> common(
      RepositoryId repository, RepositoryName name, List<String> children) {
    return Multi.createFrom()
        .iterable(children)
        .onItem()
        .transformToUniAndConcatenate(
            child -> contents.find(repository, name, child).map(ExpirationLabels::own))
        .collect()
        .asList()
        .map(all -> all.stream().distinct().count() == 1 ? all.getFirst() : Optional.empty());
  }

  private static Optional<String> own(Content content) {
    return Optional.ofNullable(ManifestLabel.values(content).get(KEY));
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
