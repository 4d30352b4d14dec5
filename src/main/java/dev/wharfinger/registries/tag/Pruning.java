package dev.wharfinger.registries.tag;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.config.QuayDuration;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.Terms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells which tags auto-prune policies remove from a repository. A tag that one policy removes is
 * not counted by those after it; the tags of signatures are not touched. Source: contract
 * repositories 3.
 */
final class Pruning {

  /** What cosign keeps beside an image, under a name made of its digest. */
  private static final java.util.regex.Pattern SIGNATURE =
      java.util.regex.Pattern.compile("sha256-[0-9a-f]{64}\\.(sig|att|sbom)");

  /**
   * A repetition in braces is written out, and one in another as often as both say: a short pattern
   * could take all memory, and so much time for each tag.
   */
  @Bound(
      of = "auto-prune policies that are carried out on a repository",
      unit = "for each 10, and the characters of its pattern, multiplied by each number in braces",
      beyond = "the policy prunes nothing",
      test = "PruningTest.carriesOutNoMoreThanItCanHold")
  static final int MOST = 2_000;

  private static final int WITHOUT_PATTERN = 10;

  /** A thousand years, in seconds: no tag is so old, and no time is out of range. */
  private static final long LONGEST = 31_536_000_000L;

  private static final java.util.regex.Pattern REPETITION =
      java.util.regex.Pattern.compile("\\{([0-9]{1,9}),?([0-9]{0,9})}");

  private final Instant now;
  private final List<Rule> rules = new ArrayList<>();
  private long size;

  private Pruning(Instant now) {
    this.now = now;
  }

  /**
   * Reads policies.
   *
   * @param policies in their order; one whose pattern cannot be read, or needs too much, removes
   *     nothing
   */
  static Pruning by(List<Terms> policies, Instant now) {
    Pruning pruning = new Pruning(now);
    double room = MOST;
    for (Terms terms : policies) {
      double needed = needed(terms.tagPattern());
      if (needed <= room) {
        room -= needed;
        pruning.size += (long) needed;
        rule(terms, now).ifPresent(pruning.rules::add);
      }
    }
    return pruning;
  }

  /** When it was asked for. */
  Instant now() {
    return now;
  }

  /** What the policies count as, from 1 to {@link #MOST}. */
  long size() {
    return Math.max(1, size);
  }

  /** Begins with a repository. */
  Count begin() {
    return new Count(rules);
  }

  private static double needed(@Nullable String pattern) {
    if (pattern == null) {
      return WITHOUT_PATTERN;
    }
    double times =
        REPETITION
            .matcher(pattern)
            .results()
            .mapToDouble(it -> Math.max(number(it.group(1)), number(it.group(2))))
            .reduce(1, (product, count) -> product * Math.max(1, count));
    return WITHOUT_PATTERN + pattern.length() * times;
  }

  private static double number(String digits) {
    return digits.isEmpty() ? 0 : Double.parseDouble(digits);
  }

  private static Optional<Rule> rule(Terms terms, Instant now) {
    try {
      return Optional.of(Rule.of(terms, now));
    } catch (PatternSyntaxException | IllegalArgumentException _) {
      return Optional.empty(); // the others are carried out all the same
    }
  }

  /**
   * A policy.
   *
   * @param pattern of the tags that it is about; null for all
   * @param matching whether it is about those, or about all others
   * @param most that it leaves
   * @param oldest that it leaves
   */
  private record Rule(@Nullable Pattern pattern, boolean matching, long most, Instant oldest) {

    static Rule of(Terms terms, Instant now) {
      Pattern pattern = terms.tagPattern() == null ? null : Pattern.compile(terms.tagPattern());
      boolean matching = terms.tagPatternMatches();
      return switch (terms.method()) {
        case NUMBER_OF_TAGS ->
            new Rule(pattern, matching, Long.parseLong(terms.value()), Instant.MIN);
        case CREATION_DATE ->
            new Rule(
                pattern,
                matching,
                Long.MAX_VALUE,
                now.minusSeconds(
                    Math.clamp(QuayDuration.parseAny(terms.value()).seconds(), -LONGEST, LONGEST)));
      };
    }

    boolean isAbout(String tag) {
      return pattern == null || pattern.matcher(tag).find() == matching;
    }
  }

  /** What the policies have counted of one repository so far. */
  static final class Count {
    private final List<Rule> rules;
    private final long[] counted;

    private Count(List<Rule> rules) {
      this.rules = rules;
      this.counted = new long[rules.size()];
    }

    /** Whether a tag is removed; to be asked for each living tag, the newest first. */
    boolean removes(String tag, Instant starts) {
      if (SIGNATURE.matcher(tag).matches()) {
        return false;
      }
      for (int i = 0; i < counted.length; i++) {
        Rule rule = rules.get(i);
        if (rule.isAbout(tag) && (++counted[i] > rule.most() || starts.isBefore(rule.oldest()))) {
          return true;
        }
      }
      return false;
    }
  }
}
