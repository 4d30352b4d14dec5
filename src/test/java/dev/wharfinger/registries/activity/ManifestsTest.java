package dev.wharfinger.registries.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.registries.activity.Manifests.Key;
import dev.wharfinger.registries.activity.Manifests.Word;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The last word wins, whatever the order, the repetitions and the cuts between transactions. */
class ManifestsTest {

  private static final Instant START = Instant.parse("2026-08-21T16:02:54Z");
  private static final int REPOSITORIES = 3;

  /** One report: a word on a manifest, or the end of a repository. */
  private record Said(long repository, String manifest, boolean live, ReportOrder mark) {}

  /** What the database would have. */
  private static final class Stored {
    private final Map<Key, Word> words = new HashMap<>();
    private final Map<Long, ReportOrder> ends = new HashMap<>();
    private final Map<Key, Integer> references = new TreeMap<>();

    void project(List<Said> reports) {
      Manifests manifests = new Manifests();
      for (Said said : reports) {
        if (said.manifest().isEmpty()) {
          manifests.empty(said.repository(), said.mark());
        } else {
          manifests.say(
              new Key(said.repository(), said.manifest()),
              said.live()
                  ? Word.live(1, said.mark(), Map.of("base", 7L, "of-" + said.manifest(), 3L))
                  : Word.dead(1, said.mark()));
        }
      }
      List<Long> endedNow = List.copyOf(manifests.emptied().keySet());
      ends.forEach(manifests::empty);
      words.forEach((key, word) -> {
        if (manifests.keys().contains(key) || endedNow.contains(key.repository())) {
          manifests.stored(key, word);
        }
      });
      Manifests.Outcome outcome = manifests.outcome();
      words.putAll(outcome.changed());
      ends.putAll(manifests.emptied());
      outcome.blobs().forEach((key, change) -> references.merge(key, change.by, Integer::sum));
      references.values().removeIf(count -> count == 0);
    }

    /** The same from nothing but the manifests that are left. */
    Map<Key, Integer> recounted() {
      Map<Key, Integer> counted = new TreeMap<>();
      words.forEach((key, word) ->
          word.blobs()
              .keySet()
              .forEach(blob -> counted.merge(new Key(key.repository(), blob), 1, Integer::sum)));
      return counted;
    }
  }

  @Test
  void comesToTheSameEndInEveryOrder() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      List<Said> reports = reports(random);
      Stored inOrder = new Stored();
      reports.forEach(said -> inOrder.project(List.of(said)));
      List<Said> shuffled = new ArrayList<>(reports);
      shuffled.addAll(reports.subList(0, reports.size() / 2));
      Collections.shuffle(shuffled, random);
      Stored inAnyOrder = new Stored();
      for (int from = 0; from < shuffled.size(); ) {
        int to = Math.min(shuffled.size(), from + 1 + random.nextInt(9));
        inAnyOrder.project(shuffled.subList(from, to));
        from = to;
      }
      assertThat(inAnyOrder.references).as("seed %d", seed).isEqualTo(inOrder.references);
      assertThat(inAnyOrder.references).as("seed %d", seed).isEqualTo(inAnyOrder.recounted());
    }
  }

  private static List<Said> reports(Random random) {
    List<Said> reports = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      boolean end = random.nextInt(15) == 0;
      reports.add(
          new Said(
              1 + random.nextInt(REPOSITORIES),
              end ? "" : "manifest-" + random.nextInt(5),
              random.nextInt(3) > 0,
              new ReportOrder(START.plusSeconds(random.nextInt(20)), "event-" + i)));
    }
    return reports;
  }
}
