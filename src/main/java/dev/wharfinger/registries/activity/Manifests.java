package dev.wharfinger.registries.activity;

import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The latest report on each manifest mentioned in one transaction, and the effect on blobs. Nothing
 * depends on the order of the reports or on how often one arrives.
 */
final class Manifests {

  /** Identifies a manifest, or a blob of a repository. */
  record Key(long repository, String digest) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int by = Long.compare(repository, other.repository);
      return by != 0 ? by : digest.compareTo(other.digest);
    }
  }

  /** The reported state of a manifest; one that is not live has no blobs. */
  record Word(long namespace, boolean live, ReportOrder mark, Map<String, Long> blobs) {
    /** Reads the stored state. */
    static Word of(Row row) {
      Map<String, Long> blobs = new LinkedHashMap<>();
      new JsonObject(row.getString("blobs"))
          .forEach(blob -> blobs.put(blob.getKey(), ((Number) blob.getValue()).longValue()));
      return new Word(row.getLong("namespace"), row.getBoolean("live"), ReportOrder.of(row), blobs);
    }

    static Word live(long namespace, ReportOrder mark, Map<String, Long> blobs) {
      return new Word(namespace, true, mark, blobs);
    }

    static Word dead(long namespace, ReportOrder mark) {
      return new Word(namespace, false, mark, Map.of());
    }
  }

  /** How many references a repository's blob gains or loses. */
  static final class Change {
    final long namespace;
    final long size;
    int by;

    Change(long namespace, long size) {
      this.namespace = namespace;
      this.size = size;
    }
  }

  /** What to store. */
  record Outcome(Map<Key, Word> changed, Map<Key, Change> blobs) {}

  private final Map<Key, Word> said = new HashMap<>();
  private final Map<Long, ReportOrder> emptied = new HashMap<>();
  private final Map<Key, Word> stored = new HashMap<>();

  /** Adds a reported state; ignored if a later one is known. */
  void say(Key key, Word word) {
    said.merge(key, word, (old, now) -> now.mark().isAfter(old.mark()) ? now : old);
  }

  /** Records that everything in a repository was deleted. */
  void empty(long repository, ReportOrder mark) {
    emptied.merge(repository, mark, (old, now) -> now.isAfter(old) ? now : old);
  }

  Collection<Key> keys() {
    return said.keySet();
  }

  Map<Long, ReportOrder> emptied() {
    return emptied;
  }

  /** Whether something with this mark was deleted along with all of its repository. */
  boolean isEnded(long repository, ReportOrder mark) {
    ReportOrder end = emptied.get(repository);
    return end != null && end.isAfter(mark);
  }

  /** Adds a state stored in the database. */
  void stored(Key key, Word word) {
    stored.put(key, word);
  }

  /** Compares what was reported with what is stored. */
  Outcome outcome() {
    Map<Key, Word> changed = new TreeMap<>();
    Map<Key, Change> blobs = new TreeMap<>();
    List<Key> all = new ArrayList<>(said.keySet());
    Set<Key> spokenOf = said.keySet();
    stored.keySet().stream().filter(key -> !spokenOf.contains(key)).forEach(all::add);
    for (Key key : all) {
      Word before = stored.get(key);
      Word now = ended(key, last(before, said.get(key)));
      if (!now.equals(before)) {
        changed.put(key, now);
        if (before != null) {
          count(key, before, -1, blobs);
        }
        count(key, now, 1, blobs);
      }
    }
    return new Outcome(changed, blobs);
  }

  private static Word last(@Nullable Word before, @Nullable Word said) {
    return before == null || (said != null && said.mark().isAfter(before.mark()))
        ? Objects.requireNonNull(said)
        : before;
  }

  private Word ended(Key key, Word word) {
    return word.live() && isEnded(key.repository(), word.mark())
        ? Word.dead(word.namespace(), word.mark())
        : word;
  }

  private static void count(Key manifest, Word word, int by, Map<Key, Change> blobs) {
    word.blobs()
        .forEach((digest, size) ->
            blobs.computeIfAbsent(
                        new Key(manifest.repository(), digest),
                        _ -> new Change(word.namespace(), size))
                    .by +=
                by);
  }
}
