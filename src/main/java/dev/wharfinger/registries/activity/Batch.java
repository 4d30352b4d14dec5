package dev.wharfinger.registries.activity;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.registries.activity.Manifests.Key;
import dev.wharfinger.registries.activity.Manifests.Word;
import dev.wharfinger.registries.activity.Notification.Action;
import dev.wharfinger.registries.activity.Notification.Content;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The content of the reports of one transaction, sorted by the tables they affect. Reports about
 * unknown repositories are counted and dropped.
 */
final class Batch {

  /** The latest report about a tag. */
  record Tag(@Nullable String digest, ReportOrder mark) {}

  /** A build's report and the repository it belongs to. */
  record Build(KnownRepository place, ReportOrder mark, Action.BuildReported reported) {}

  private static final String PUSH = "push_repo";
  private static final String PULL = "pull_repo";
  private static final String DELETE = "delete_tag";

  private final Map<List<String>, KnownRepository> places;
  private final Map<String, Long> actors;
  private final Unlogged unlogged;

  final Manifests manifests = new Manifests();
  final Map<Key, Tag> tags = new TreeMap<>();
  final TagHistory history = new TagHistory();
  final PullCounts pulls = new PullCounts();
  final LogRows logs = new LogRows();
  final List<Build> builds = new ArrayList<>();
  final List<Action.SizeCorrected> corrections = new ArrayList<>();
  final Map<String, Long> sizes = new TreeMap<>();
  final Map<Long, String> names = new HashMap<>();
  private int unknown;

  /**
   * An empty batch.
   *
   * @param unlogged namespaces of which less is logged
   */
  Batch(Map<List<String>, KnownRepository> places, Map<String, Long> actors, Unlogged unlogged) {
    this.places = places;
    this.actors = new HashMap<>(actors);
    this.unlogged = unlogged;
  }

  /** How many reports were about unknown repositories. */
  int unknown() {
    return unknown;
  }

  @Nullable Long account(@Nullable String name) {
    return name == null ? null : actors.get(name);
  }

  void add(Notification report) {
    if (report.what() instanceof Action.SizeCorrected corrected) {
      corrections.add(corrected);
      return;
    }
    KnownRepository place = places.get(List.of(report.namespace(), report.repository()));
    if (place == null) {
      unknown++;
      return;
    }
    names.put(place.repository(), report.name());
    ReportOrder mark = report.mark();
    switch (report.what()) {
      case Action.ManifestPushed pushed when OwnRequests.isUntagging(report.actor()) -> {
        if (pushed.tag() != null) {
          untag(place, pushed.tag(), report);
        }
      }
      case Action.ManifestPushed pushed -> {
        manifests.say(
            new Key(place.repository(), pushed.digest()),
            Word.live(place.namespace(), mark, pushed.blobs()));
        if (pushed.content() instanceof Content.Manifests(List<String> digests)) {
          digests.forEach(child -> history.addChild(place, pushed.digest(), child));
        }
        if (pushed.tag() != null) {
          set(new Key(place.repository(), pushed.tag()), new Tag(pushed.digest(), mark));
          history.add(place, pushed.tag(), pushed, mark, report.actor(), account(report.actor()));
        }
        log(PUSH, report, place, pushed.tag(), pushed.digest());
      }
      case Action.ManifestPulled pulled -> {
        if (!OwnRequests.isOwn(report.actor())) {
          boolean hasNoLog = unlogged.covers(report.namespace(), true);
          pulls.add(place, pulled, mark, hasNoLog ? null : number(mark.event()));
        }
        log(PULL, report, place, pulled.tag(), pulled.digest());
      }
      case Action.ContentDeleted _ when OwnRequests.isUntagging(report.actor()) -> {}
      case Action.ContentDeleted deleted -> {
        manifests.say(
            new Key(place.repository(), deleted.digest()), Word.dead(place.namespace(), mark));
        history.end(place, deleted.digest(), mark);
        pulls.endManifest(place, deleted.digest());
        log(DELETE, report, place, null, deleted.digest());
      }
      case Action.TagDeleted deleted -> {
        untag(place, deleted.tag(), report);
        log(DELETE, report, place, deleted.tag(), null);
      }
      case Action.Emptied _ -> {
        manifests.empty(place.repository(), mark);
        history.empty(place, mark);
        pulls.empty(place);
        log(DELETE, report, place, null, null);
      }
      case Action.BlobSeen(String digest, Long size) -> {
        if (size != null) {
          sizes.merge(digest, size, Math::max);
        }
      }
      case Action.BuildReported reported -> builds.add(new Build(place, mark, reported));
      case Action.SizeCorrected _ -> throw new IllegalStateException("has no place");
    }
  }

  private void untag(KnownRepository place, String tag, Notification report) {
    set(new Key(place.repository(), tag), new Tag(null, report.mark()));
    history.delete(place, tag, report.mark(), OwnRequests.isAsked(report.actor()));
    pulls.endTag(place, tag);
  }

  private void set(Key key, Tag tag) {
    tags.merge(key, tag, (old, now) -> now.mark().isAfter(old.mark()) ? now : old);
  }

  private void log(
      String kind,
      Notification report,
      KnownRepository place,
      @Nullable String tag,
      @Nullable String digest) {
    if (OwnRequests.isOwn(report.actor())
        || unlogged.covers(report.namespace(), kind.equals(PULL))) {
      return;
    }
    ObjectNode metadata =
        JsonNodeFactory.instance
            .objectNode()
            .put("repo", report.repository())
            .put("namespace", report.namespace());
    if (report.agent() != null) {
      metadata.put("user-agent", report.agent());
    }
    if (tag != null) {
      metadata.put("tag", tag);
    } else if (digest != null) {
      metadata.put(kind.equals(DELETE) ? "digest" : "manifest_digest", digest);
    }
    OffsetDateTime time = report.mark().at().atOffset(ZoneOffset.UTC);
    logs.add(
        number(report.mark().event()),
        time,
        kind,
        place,
        account(report.actor()),
        report.address(),
        metadata.toString());
  }

  /** A number that is always the same for the same report. */
  private static long number(String event) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(event.getBytes(StandardCharsets.US_ASCII));
      return ByteBuffer.wrap(hash).getLong() & Long.MAX_VALUE;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
