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
 * Tells which tags of one repository the auto-prune policies of its namespace remove. A tag that
 * one policy removes is not counted by those after it; the tags of signatures are not touched.
 * Source: contract repositories 3.
 */
final class Pruning {

  /** What cosign keeps beside an image, under a name made of its digest. */
  private static final java.util.regex.Pattern SIGNATURE =
      java.util.regex.Pattern.compile("sha256-[0-9a-f]{64}\\.(sig|att|sbom)");

  /**
   * A repetition in braces is written out, and one in another as often as both say: a short pattern
   * could take all memory.
   */
  @Bound(
      of = "auto-prune policies of a namespace that are carried out",
      unit = "for each 10, and the characters of its pattern, multiplied by each number in braces",
      beyond = "the policy prunes nothing",
      test = "PruningTest.carriesOutNoMoreThanItCanHold")
  static final int MOST = 10_000;

  private static final int WITHOUT_PATTERN = 10;
  private static final java.util.regex.Pattern REPETITION =
      java.util.regex.Pattern.compile("\\{([0-9]{1,9}),?([0-9]{0,9})}");

  private final List<Rule> rules;

  private Pruning(List<Rule> rules) {
    this.rules = rules;
  }

  /**
   * Begins with a repository.
   *
   * @param policies in their order; one whose pattern cannot be read, or needs too much, removes
   *     nothing
   */
  static Pruning by(List<Terms> policies, Instant now) {
    List<Rule> rules = new ArrayList<>();
    double room = MOST;
    for (Terms terms : policies) {
      double needed = needed(terms.tagPattern());
      if (needed <= room) {
        room -= needed;
        rule(terms, now).ifPresent(rules::add);
      }
    }
    return new Pruning(rules);
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
    } catch (PatternSyntaxException _) {
      return Optional.empty();
    }
  }

  /** Whether a tag is removed; to be asked for each living tag, the newest first. */
  boolean removes(String tag, Instant starts) {
    return !SIGNATURE.matcher(tag).matches()
        && rules.stream().anyMatch(rule -> rule.removes(tag, starts));
  }

  /** A policy and what it has counted so far. */
  private static final class Rule {
    private final @Nullable Pattern pattern;
    private final boolean matching;
    private final long most;
    private final Instant oldest;
    private long counted;

    private Rule(Terms terms, long most, Instant oldest) {
      this.pattern = terms.tagPattern() == null ? null : Pattern.compile(terms.tagPattern());
      this.matching = terms.tagPatternMatches();
      this.most = most;
      this.oldest = oldest;
    }

    static Rule of(Terms terms, Instant now) {
      return switch (terms.method()) {
        case NUMBER_OF_TAGS -> new Rule(terms, Long.parseLong(terms.value()), Instant.MIN);
        case CREATION_DATE ->
            new Rule(
                terms,
                Long.MAX_VALUE,
                now.minusSeconds(QuayDuration.parse(terms.value()).seconds()));
      };
    }

    boolean removes(String tag, Instant starts) {
      if (pattern != null && pattern.matcher(tag).find() != matching) {
        return false;
      }
      counted++;
      return counted > most || starts.isBefore(oldest);
    }
  }
}
