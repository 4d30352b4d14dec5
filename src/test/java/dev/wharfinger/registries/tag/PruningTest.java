package dev.wharfinger.registries.tag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.repositories.autoprune.AutoPruneEvent.Method;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.Terms;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PruningTest {

  private static final Instant NOW = Instant.parse("2026-08-21T12:00:00Z");

  /** Each a day older than the one before. */
  private static final List<String> TAGS = List.of("v4", "latest", "v3", "v2", "beta", "v1");

  private static Terms newest(int most, @Nullable String pattern, boolean matches) {
    return new Terms(Method.NUMBER_OF_TAGS, Integer.toString(most), pattern, matches);
  }

  private static Terms younger(String than, @Nullable String pattern, boolean matches) {
    return new Terms(Method.CREATION_DATE, than, pattern, matches);
  }

  private static List<String> removed(Terms... policies) {
    return removed(TAGS, policies);
  }

  private static List<String> removed(List<String> tags, Terms... policies) {
    Pruning.Count count = Pruning.by(List.of(policies), NOW).begin();
    List<String> removed = new ArrayList<>();
    for (int age = 0; age < tags.size(); age++) {
      if (count.removes(tags.get(age), NOW.minus(Duration.ofDays(age)))) {
        removed.add(tags.get(age));
      }
    }
    return removed;
  }

  @Test
  void removesAllButTheNewest() {
    assertThat(removed(newest(4, null, true))).containsExactly("beta", "v1");
    assertThat(removed(newest(6, null, true))).isEmpty();
  }

  @Test
  void countsEachRepositoryAnew() {
    Pruning pruning = Pruning.by(List.of(newest(1, null, true)), NOW);
    assertThat(pruning.begin().removes("v1", NOW)).isFalse();
    assertThat(pruning.begin().removes("v1", NOW)).isFalse();
  }

  @Test
  void removesWhatIsOlder() {
    assertThat(removed(younger("3d", null, true))).containsExactly("beta", "v1");
    assertThat(removed(younger("73h", null, true))).containsExactly("beta", "v1");
    assertThat(removed(younger("1w", null, true))).isEmpty();
    for (String all : List.of("99999999999w", "999999999999w", "a day")) {
      assertThat(removed(younger(all, null, true), newest(5, null, true)))
          .as("a time before all times, or none: %s", all)
          .containsExactly("v1");
    }
  }

  @Test
  void knowsYearsAndTimesToComeAndOnesThatNoClockShows() {
    assertThat(removed(younger("1y", null, true))).isEmpty();
    assertThat(removed(younger("-1d", null, true))).containsExactlyElementsOf(TAGS);
    assertThat(removed(younger("99999999999y", null, true))).isEmpty();
    assertThat(removed(younger("-99999999999y", null, true))).containsExactlyElementsOf(TAGS);
  }

  @Test
  void countsOnlyWhatThePatternSelects() {
    assertThat(removed(newest(2, "v", true))).containsExactly("v2", "v1");
    assertThat(removed(newest(1, "^v[0-9]$", false))).containsExactly("beta");
    assertThat(removed(younger("1d", "a", true))).containsExactly("beta");
    assertThat(removed(younger("1d", "a", false))).containsExactly("v3", "v2", "v1");
  }

  @Test
  void doesNotCountWhatAnEarlierPolicyRemoves() {
    assertThat(removed(younger("2d", "v2", true), newest(2, "v", true)))
        .containsExactly("v2", "v1");
    assertThat(removed(newest(1, "v3|v4", true), newest(2, "v", true))).containsExactly("v3", "v1");
  }

  @Test
  void ignoresAPatternThatIsNone() {
    assertThat(removed(newest(1, "[", true), newest(5, null, true))).containsExactly("v1");
    assertThat(removed(newest(1, "(?=v)", true))).isEmpty();
  }

  @Test
  void leavesSignaturesAlone() {
    String image = "sha256-" + "0a".repeat(32);
    List<String> tags =
        List.of("v1", image + ".sig", image + ".att", image + ".sbom", image, "sha256-0.sig", "v0");
    assertThat(removed(tags, newest(1, null, true))).containsExactly(image, "sha256-0.sig", "v0");
  }

  @Test
  void carriesOutNoMoreThanItCanHold() {
    List<String> one = List.of("a".repeat(12));
    assertThat(removed(one, younger("0s", "^(a{3}){4}$", true))).isEmpty(); // it is not older
    List<String> two = List.of("new", "a".repeat(12));
    assertThat(removed(two, younger("1h", "^(a{3}){4}$", true))).hasSize(1);
    assertThat(removed(two, younger("1h", "(((a{0,99}){99,}){99}){0,1}", true))).isEmpty();
    List<Terms> many =
        new ArrayList<>(Collections.nCopies(Pruning.MOST / 10, newest(9, null, true)));
    many.set(0, newest(1, null, true));
    assertThat(removed(two, many.toArray(Terms[]::new))).hasSize(1);
    many.set(0, newest(9, null, true));
    many.set(many.size() - 1, newest(1, null, true));
    assertThat(removed(two, many.toArray(Terms[]::new))).as("the last").hasSize(1);
    many.addFirst(newest(9, null, true));
    assertThat(removed(two, many.toArray(Terms[]::new))).as("one too many").isEmpty();
  }

  /** The library reads and compiles them by recursion. */
  @Test
  void readsWhatNestsDeeply() {
    for (String pattern :
        List.of(
            "(".repeat(125) + "a" + ")".repeat(125),
            "(?:".repeat(60) + "a" + ")*".repeat(60),
            "^a{0,190}$",
            "(((a*)+)?)*".repeat(20))) {
      assertThat(removed(List.of("aa", "a"), newest(1, pattern, true)))
          .as(pattern)
          .containsExactly("a");
    }
  }

  /** In java.util.regex it would take years. */
  @Test
  void takesPatternsOfAnybody() {
    assertThat(removed(List.of("a".repeat(128)), newest(1, "(a|a|aa)*(a|aa)*(aa|a)*b", true)))
        .isEmpty();
  }
}
