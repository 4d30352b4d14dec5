package dev.wharfinger.registries.tag;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.http.Dates;
import dev.wharfinger.platform.sql.Pages;
import dev.wharfinger.registries.tag.PrunableTags.Tag;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.Terms;
import dev.wharfinger.repositories.repository.RepositoryAccess.Present;
import dev.wharfinger.repositories.repository.RepositoryEvent.State;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Lists what auto-prune would remove. Source: docs/autoprune.md. */
@Singleton
class AutoPrunePreview {

  @Bound(
      of = "tags in the preview of auto-prune policies",
      unit = "items",
      beyond = "it says that there may be more",
      test = "AutoPrunePreviewApiTest.endsSomewhere")
  static final int MOST = 1_000;

  /** Matching takes time that grows with both. */
  @Bound(
      of = "tags that the preview of auto-prune policies looks at",
      unit = "tags, multiplied by what the policies count as where they are carried out",
      beyond = "it says that there may be more",
      test = "AutoPrunePreviewApiTest.looksAtFewerTagsTheMoreThePoliciesTake")
  static final long MOST_WORK = 2_000_000;

  @Bound(
      of = "previews of auto-prune policies at a time",
      unit = "previews",
      beyond = "they wait up to 10 s, then 503 with Retry-After",
      test = "TurnsTest.refusesWhoWaitsTooLong")
  private static final int AT_ONCE = 1;

  private final PrunableTags tags;
  private final Turns turns = new Turns(AT_ONCE, Duration.ofSeconds(10));

  @Inject
  AutoPrunePreview(PrunableTags tags) {
    this.tags = tags;
  }

  /** By the policies of the repository, of its namespace and of the operator. */
  Uni<ObjectNode> of(Present repository) {
    return tags.allPolicies(repository.namespace().id().value(), repository.id().value())
        .flatMap(policies -> of(repository, policies));
  }

  /** By a single policy. */
  Uni<ObjectNode> of(Present repository, Terms proposed, Instant now) {
    return tags.policy(proposed, now).flatMap(policies -> of(repository, policies));
  }

  private Uni<ObjectNode> of(Present repository, Optional<Pruning> policies) {
    return policies
        .filter(_ -> repository.state() == State.NORMAL)
        .map(pruning -> turns.take(list(repository, pruning)))
        .orElseGet(() -> Uni.createFrom().item(view(List.of(), false)));
  }

  private Uni<ObjectNode> list(Present repository, Pruning pruning) {
    List<Tag> found = new ArrayList<>();
    long pages = MOST_WORK / (pruning.size() * Pages.ROWS);
    AtomicLong read = new AtomicLong();
    return tags.of(
            repository.id(),
            pruning,
            removed -> {
              found.addAll(removed);
              boolean goOn = found.size() <= MOST && read.incrementAndGet() < pages;
              return Uni.createFrom().item(goOn);
            })
        .map(complete -> view(found, !complete));
  }

  private static ObjectNode view(List<Tag> found, boolean more) {
    ObjectNode view = JsonNodeFactory.instance.objectNode();
    ArrayNode tags = view.putArray("tags");
    found.stream().limit(MOST).forEach(tag -> tags.add(view(tag)));
    return view.put("more", more || found.size() > MOST);
  }

  private static ObjectNode view(Tag tag) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("name", tag.name())
        .put("manifest_digest", tag.digest())
        .put("start_ts", tag.at().toEpochSecond())
        .put("last_modified", Dates.rfc2822(tag.at().toInstant()));
  }
}
