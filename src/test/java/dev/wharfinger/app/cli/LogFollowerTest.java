package dev.wharfinger.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogFollowerTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss '-0000'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final int PAGE = 20;

  /** Newest first, like the service's list. */
  private final List<JsonNode> log = new ArrayList<>();

  private final List<Integer> seconds = new ArrayList<>();
  private final LogFollower follower = new LogFollower();
  private int asked;

  @Test
  void beginsWithTheLastEntriesInTheOrderOfTime() {
    IntStream.range(0, 50).forEach(i -> add(i, "a" + i));
    assertThat(look(3)).containsExactly("a47", "a48", "a49");
    assertThat(look(3)).isEmpty();
  }

  @Test
  void givesWhatIsNewOnceAndInOrder() {
    add(0, "first");
    assertThat(look(20)).containsExactly("first");
    add(1, "second");
    add(2, "third");
    assertThat(look(20)).containsExactly("second", "third");
    assertThat(look(20)).isEmpty();
  }

  @Test
  void givesAllOfALogThatWasEmpty() {
    assertThat(look(0)).isEmpty();
    IntStream.range(0, 45).forEach(i -> add(i, "a" + i));
    assertThat(look(0)).hasSize(45).startsWith("a0").endsWith("a44");
  }

  @Test
  void entriesThatAreAlikeAreCounted() {
    add(0, "same");
    assertThat(look(5)).containsExactly("same");
    add(0, "same");
    add(0, "same");
    assertThat(look(5)).containsExactly("same", "same");
    assertThat(look(5)).isEmpty();
  }

  @Test
  void anEntryThatComesLateIsNotLost() {
    add(0, "first");
    add(100, "second");
    assertThat(look(5)).containsExactly("first", "second");
    add(1, "late");
    assertThat(look(5)).containsExactly("late");
    assertThat(look(5)).isEmpty();
  }

  @Test
  void aRenamedPerformerDoesNotRepeatAnEntry() {
    add(0, "first");
    assertThat(look(5)).containsExactly("first");
    JsonNode renamed = log.getFirst().deepCopy();
    log.set(0, ((ObjectNode) renamed).put("performer", "new"));
    assertThat(look(5)).isEmpty();
  }

  @Test
  void looksNoFurtherBackThanAnEntryCanBeLate() {
    IntStream.range(0, 1000).forEach(i -> add(i * 10, "a" + i));
    assertThat(look(20)).hasSize(20);
    asked = 0;
    add(10_000, "new");
    assertThat(look(20)).containsExactly("new");
    assertThat(asked).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void neitherLosesNorRepeatsHoweverEntriesCome(long seed) {
    Random random = new Random(seed);
    List<String> shown = new ArrayList<>();
    List<String> booked = new ArrayList<>();
    shown.addAll(look(0));
    int clock = 0;
    for (int step = 0; step < 200; step++) {
      clock += random.nextInt(40);
      for (int i = random.nextInt(30); i > 0; i--) {
        String kind = "k" + random.nextInt(4);
        add(Math.max(0, clock - random.nextInt(100)), kind);
        booked.add(kind);
      }
      shown.addAll(look(0));
    }
    assertThat(shown).containsExactlyInAnyOrderElementsOf(booked);
  }

  private void add(int second, String kind) {
    int place = 0;
    while (place < seconds.size() && seconds.get(place) > second) {
      place++;
    }
    seconds.add(place, second);
    log.add(
        place,
        JsonNodeFactory.instance
            .objectNode()
            .put("kind", kind)
            .put("datetime", DATE.format(NOON.plusSeconds(second))));
  }

  private List<String> look(int atFirst) {
    return follower
        .look(
            taker -> {
              int from = 0;
              boolean more;
              do {
                asked++;
                more = taker.test(log.subList(from, Math.min(from + PAGE, log.size())));
                from += PAGE;
              } while (more && from < log.size());
            },
            atFirst)
        .stream()
        .map(entry -> entry.path("kind").asText())
        .toList();
  }
}
