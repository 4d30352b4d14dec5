package dev.wharfinger.registries.immutability;

import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.registries.immutability.ImmutabilityEvent.Terms;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Tells which tags a policy makes immutable. Source: contract repositories 4.
 *
 * @param matching whether it is about tags that match, or about all others
 */
record TagPattern(Pattern pattern, boolean matching) {

  /** An expression that tries many ways to match could take years for one name. */
  @Bound(
      of = "time to match a tag's name with the pattern of an immutability policy",
      unit = "characters looked at",
      beyond = "the policy does not make this tag immutable",
      test = "TagPatternTest.givesUpWhatTakesTooLong")
  static final int MOST_LOOKS = 10_000;

  /** Why a pattern is none, if so. */
  static Optional<String> fault(String pattern) {
    try {
      var _ = PythonPattern.compile(pattern);
      return Optional.empty();
    } catch (PatternSyntaxException e) {
      return Optional.of(
          e.getDescription() + (e.getIndex() < 0 ? "" : " at position " + e.getIndex()));
    }
  }

  /**
   * Of a policy that was accepted; one of an earlier version whose pattern is not read any more
   * makes nothing immutable, and does not hold up the others.
   */
  static Optional<TagPattern> of(Terms terms) {
    try {
      return Optional.of(
          new TagPattern(PythonPattern.compile(terms.tagPattern()), terms.tagPatternMatches()));
    } catch (PatternSyntaxException _) {
      return Optional.empty();
    }
  }

  /** Whether a tag of this name becomes immutable. */
  boolean makesImmutable(String tag) {
    try {
      return pattern.matcher(new Counted(tag, new int[1])).matches() == matching;
    } catch (TakesTooLong | StackOverflowError _) {
      return false;
    }
  }

  /** A name that can only be looked at so often, in all its parts together. */
  private record Counted(CharSequence text, int[] looks) implements CharSequence {

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      if (++looks[0] > MOST_LOOKS) {
        throw new TakesTooLong();
      }
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new Counted(text.subSequence(start, end), looks);
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }

  private static final class TakesTooLong extends RuntimeException {
    TakesTooLong() {
      super("takes too long", null, false, false);
    }
  }
}
