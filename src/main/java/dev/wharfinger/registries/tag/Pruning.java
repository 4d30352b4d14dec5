package dev.wharfinger.registries.tag;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
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

  private final List<Rule> rules;

  private Pruning(List<Rule> rules) {
    this.rules = rules;
  }

  /**
   * Begins with a repository.
   *
   * @param policies in their order; one whose pattern cannot be read removes nothing
   */
  static Pruning by(List<Terms> policies, Instant now) {
    List<Rule> rules = new ArrayList<>();
    policies.forEach(terms -> rule(terms, now).ifPresent(rules::add));
    return new Pruning(rules);
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
